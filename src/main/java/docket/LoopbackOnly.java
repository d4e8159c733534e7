package docket;

import docket.platform.database.StartupRefused;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Without tokens nobody can be told from anybody, so no other machine may reach the server. */
@Component
@ConditionalOnWebApplication
class LoopbackOnly {

    LoopbackOnly(ServerProperties server) {
        var address = server.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new StartupRefused(
                    "server.address is %s, but there are no tokens yet."
                            .formatted(address == null ? "any" : address.getHostAddress()),
                    "Leave server.address at 127.0.0.1.");
        }
    }
}
