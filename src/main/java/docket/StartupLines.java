package docket;

import docket.platform.database.DatabaseLocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last lines of a start: where everything is, and how to ask the first question. */
@Component
@ConditionalOnWebApplication
class StartupLines {
    private static final Logger LOG = LoggerFactory.getLogger(StartupLines.class);

    private final DatabaseLocation database;
    private final Environment environment;

    StartupLines(DatabaseLocation database, Environment environment) {
        this.database = database;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void print() {
        LOG.info("Docket is ready.\n{}", """

                  GraphQL   %1$s/graphql
                  GraphiQL  %1$s/graphiql
                  Health    %1$s/actuator/health
                  Data      %2$s

                  It listens on loopback only, because there are no tokens yet. The first question:

                  curl -s %1$s/graphql -H 'Content-Type: application/json' -d '{"query":"{ cases(first: 3) { nodes { number } } }"}'
                """.formatted(
                        "http://localhost:" + environment.getProperty("local.server.port"), database.description()));
    }
}
