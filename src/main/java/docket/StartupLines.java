package docket;

import docket.access.TokenFile;
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
    private final TokenFile tokens;
    private final Environment environment;

    StartupLines(DatabaseLocation database, TokenFile tokens, Environment environment) {
        this.database = database;
        this.tokens = tokens;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void print() {
        var address = "http://localhost:" + environment.getProperty("local.server.port");
        LOG.info("Docket is ready.\n{}", """

                  GraphQL   %1$s/graphql
                  GraphiQL  %1$s/graphiql
                  Health    %1$s/actuator/health
                  Data      %2$s
                %3$s""".formatted(address, database.description(), callers(address)));
    }

    private String callers(String address) {
        var file = tokens.path();
        return file == null ? """

                  Whoever asks needs a token; the command create-token makes the first one.
                """ : """
                  Tokens    %2$s, for you alone

                  The first question:

                  . %2$s
                  curl -s %1$s/graphql -H "Authorization: Bearer $DOCKET_ADMIN_TOKEN" -H 'Content-Type: application/json' -d '{"query":"{ cases(first: 3) { nodes { number } } }"}'
                """.formatted(address, file);
    }
}
