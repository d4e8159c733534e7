package docket.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

class DocketTestCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> test, List<ContextConfigurationAttributes> configuration) {
        var annotation = AnnotatedElementUtils.findMergedAnnotation(test, DocketTest.class);
        if (annotation == null) {
            return null;
        }
        return annotation.ownDatabase()
                ? DocketTestCustomizer.ownedBy(test, annotation.demoCases())
                : DocketTestCustomizer.shared(annotation.demoCases());
    }
}
