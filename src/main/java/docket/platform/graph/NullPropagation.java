package docket.platform.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves a null that stands where the schema promised a value up to the nearest place that may be null. */
final class NullPropagation {
    private NullPropagation() {}

    /** @return false when the object itself has to become null */
    static boolean settle(ResultObject object) {
        var fields = object.plan.fields();
        for (int slot = 0; slot < object.values.length; slot++) {
            var shape = fields.get(slot).shape();
            var value = settled(object.values[slot], shape);
            if (value == null && shape.nonNull()) {
                return false;
            }
            object.values[slot] = value;
        }
        return true;
    }

    private static @Nullable Object settled(@Nullable Object value, Plan.Shape shape) {
        if (value instanceof ResultObject object) {
            return settle(object) ? object : null;
        }
        if (value instanceof ResultObject.Elements elements && shape instanceof Plan.Shape.ListOf list) {
            return settledList(elements.values(), list.element()) ? elements : null;
        }
        return value;
    }

    private static boolean settledList(List<@Nullable Object> elements, Plan.Shape shape) {
        for (int index = 0; index < elements.size(); index++) {
            var element = settled(elements.get(index), shape);
            if (element == null && shape.nonNull()) {
                return false;
            }
            elements.set(index, element);
        }
        return true;
    }
}
