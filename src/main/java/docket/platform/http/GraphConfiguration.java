package docket.platform.http;

import docket.platform.audit.AuditTrail;
import docket.platform.budget.Budget;
import docket.platform.budget.SharedBudget;
import docket.platform.graph.Feature;
import docket.platform.graph.GraphEngine;
import docket.platform.graph.WiredSchema;
import docket.platform.mutation.Mutations;
import docket.platform.request.Caller;
import docket.platform.request.Limits;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scope;
import docket.platform.sql.Databases;
import docket.platform.sql.Db;
import docket.platform.sql.RowScope;
import docket.platform.sql.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Joins the schema files with the features, and puts the engine behind its endpoint. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GraphConfiguration.LimitProperties.class)
class GraphConfiguration {
    @Bean
    WiredSchema wiredSchema(@Value("classpath:graphql/*.graphqls") Resource[] files, List<Feature> features) {
        var sdl = Arrays.stream(files)
                .sorted(Comparator.comparing(Resource::getFilename))
                .map(GraphConfiguration::text)
                .toList();
        return WiredSchema.of(sdl, features);
    }

    @Bean
    GraphEngine graphEngine(
            WiredSchema schema,
            Databases databases,
            Mutations mutations,
            AuditTrail trail,
            LimitsByClass limits,
            Budget budget,
            Watchdog watchdog,
            @Value("${docket.read-pool.statement-timeout:5s}") Duration usualStatement) {
        var writes = new GraphEngine.Writes(
                mutations, caller -> database(databases, caller, databases::freshWithin, databases::fresh));
        return new GraphEngine(
                schema,
                caller -> database(databases, caller, databases::within, databases::whole),
                writes,
                trail,
                new GraphEngine.Bounds(limits, budget, watchdog, usualStatement));
    }

    private static Db database(
            Databases databases,
            Caller caller,
            BiFunction<RowScope, String, Db> ofCompanies,
            Function<String, Db> ofTheHouse) {
        if (caller.isBound()) {
            return ofCompanies.apply(new RowScope(caller.vendorId(), caller.siteIds(), caller.markets()), caller.id());
        }
        return caller.may(Scope.BLIND_DECISIONS_READ)
                ? ofTheHouse.apply(caller.id())
                : databases.blindfolded(caller.id());
    }

    @Bean
    LimitsByClass limits(LimitProperties properties) {
        return new LimitsByClass(properties.staff(), properties.vendor());
    }

    @Bean(destroyMethod = "close")
    Watchdog watchdog() {
        return new Watchdog();
    }

    @Bean(destroyMethod = "close")
    SharedBudget budget(JdbcConnectionDetails database, LimitsByClass limits) {
        return SharedBudget.on(database.getJdbcUrl(), database.getUsername(), database.getPassword(), limits);
    }

    /** What each class of callers may ask for; the defaults stand in application.yaml. */
    @ConfigurationProperties("docket.limits")
    record LimitProperties(Limits staff, Limits vendor) {}

    @Bean
    WarmUp warmUp(
            GraphEngine engine,
            ApplicationEventPublisher events,
            @Value("${docket.warm-up:15s}") Duration length,
            @Value("classpath*:operations/**/*.graphql") Resource[] operations)
            throws IOException {
        return new WarmUp(engine, events, length, operations);
    }

    @Bean
    ServletRegistrationBean<GraphQlServlet> graphQlServlet(GraphEngine engine, LimitsByClass limits) {
        var registration = new ServletRegistrationBean<>(new GraphQlServlet(engine, limits), "/graphql");
        registration.setLoadOnStartup(1);
        return registration;
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
