package docket.platform.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Record components as functions which need no reflection per call. */
public final class RecordFields {
    private RecordFields() {}

    /** The component accessors by name. */
    public static Map<String, Function<Object, @Nullable Object>> accessors(Class<? extends Record> type) {
        var accessors = new HashMap<String, Function<Object, @Nullable Object>>();
        for (var component : type.getRecordComponents()) {
            accessors.put(component.getName(), accessor(component));
        }
        return accessors;
    }

    public static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    public static Function<Object, @Nullable Object> accessor(RecordComponent component) {
        try {
            var method = component.getAccessor();
            method.setAccessible(true);
            var handle =
                    MethodHandles.lookup().unreflect(method).asType(MethodType.methodType(Object.class, Object.class));
            return parent -> invoke(handle, parent);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static @Nullable Object invoke(MethodHandle accessor, Object parent) {
        try {
            return (Object) accessor.invokeExact(parent);
        } catch (Throwable e) {
            throw new IllegalStateException("a record accessor failed", e);
        }
    }
}
