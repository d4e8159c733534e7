package docket.testing;

import docket.access.TestTokens;
import docket.demo.DemoLoader;
import java.util.Locale;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** Points the application at its database; equal for classes that share one, so Spring starts the application once for them. */
record DocketTestCustomizer(String databaseName, int demoCases, boolean isOwned) implements ContextCustomizer {

    static DocketTestCustomizer shared(int demoCases) {
        return new DocketTestCustomizer(demoCases == 0 ? "test_shared" : "test_demo_" + demoCases, demoCases, false);
    }

    static DocketTestCustomizer ownedBy(Class<?> test, int demoCases) {
        return new DocketTestCustomizer(
                "test_" + test.getName().replaceAll("\\W", "_").toLowerCase(Locale.ROOT), demoCases, true);
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        var database = TestPostgres.database(databaseName);
        if (demoCases > 0) {
            DemoLoader.load(database.dataSource(), demoCases, progress -> {});
        }
        TestPropertyValues.of(database.settings()).applyTo(context);
        context.getBeanFactory().registerSingleton("testDatabase", database);
        var client = new GraphClient(context.getEnvironment(), TestTokens.administrator(database));
        context.getBeanFactory().registerSingleton("graphClient", client);
        if (isOwned) {
            registerWorkplace((BeanDefinitionRegistry) context.getBeanFactory(), database, client);
        }
    }

    /** Built when a test asks for it, in the database that the application has migrated by then. */
    private static void registerWorkplace(BeanDefinitionRegistry beans, TestDatabase database, GraphClient client) {
        var workplace =
                BeanDefinitionBuilder.genericBeanDefinition(Workplace.class, () -> Workplace.in(database, client));
        beans.registerBeanDefinition("workplace", workplace.setLazyInit(true).getBeanDefinition());
    }
}
