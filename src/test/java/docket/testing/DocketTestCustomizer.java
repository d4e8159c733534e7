package docket.testing;

import java.util.Locale;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Points the application at its database; equal for classes that share one, so Spring starts the application once for them. */
record DocketTestCustomizer(String databaseName) implements ContextCustomizer {

    static DocketTestCustomizer shared() {
        return new DocketTestCustomizer("test_shared");
    }

    static DocketTestCustomizer ownedBy(Class<?> test) {
        return new DocketTestCustomizer(
                "test_" + test.getName().replaceAll("\\W", "_").toLowerCase(Locale.ROOT));
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        var database = TestPostgres.database(databaseName);
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .applyTo(context);
        context.getBeanFactory().registerSingleton("testDatabase", database);
        context.getBeanFactory().registerSingleton("graphClient", new GraphClient(context.getEnvironment()));
    }
}
