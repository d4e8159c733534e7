package docket.platform.database;

import java.util.List;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** A database that is configured, even wrongly, is never replaced by the embedded one. */
final class NoDatabaseConfigured implements Condition {
    private static final List<String> CONFIGURED = List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.datasource.hikari.jdbc-url");

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return CONFIGURED.stream().noneMatch(context.getEnvironment()::containsProperty);
    }
}
