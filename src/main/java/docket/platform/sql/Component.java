package docket.platform.sql;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function of a record; written as a reference to an accessor, it tells which component it reads. */
@FunctionalInterface
public interface Component<T, V extends @Nullable Object> extends Function<T, V>, Serializable {

    /** The method behind the reference; for a lambda expression a name that no component has. */
    default String method() {
        try {
            var replace = getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            return ((SerializedLambda) replace.invoke(this)).getImplMethodName();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a method reference: " + this, e);
        }
    }
}
