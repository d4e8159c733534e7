package docket.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.http.HttpRefusal;
import docket.platform.request.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who makes up credentials is slowed down, and those who come from elsewhere are not. */
class StrangersTest {
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final Known SOMEBODY =
            Known.person(Caller.DOCKET, Instant.now().plusSeconds(60));

    private static void makeUp(Strangers<String> strangers, int addresses) throws HttpRefusal {
        for (var address = 0; address < addresses; address++) {
            for (var each = 0; each < Strangers.OF_AN_ADDRESS; each++) {
                var from = "10.%d.%d.1".formatted(address / 256, address % 256);
                strangers.lookUp(UUID.randomUUID().toString(), from, () -> Known.NOBODY);
            }
        }
    }

    @Test
    void anAddressHasSoManyASecond() throws HttpRefusal {
        for (var strangers : List.of(Strangers.<String>withTokens(BELIEVED), Strangers.<String>withJwts(BELIEVED))) {
            makeUp(strangers, 1);
            assertThatThrownBy(() -> strangers.lookUp("new", "10.0.0.1", () -> SOMEBODY))
                    .isInstanceOf(HttpRefusal.class);
            assertThat(strangers.lookUp("new", "10.9.9.9", () -> SOMEBODY)).isEqualTo(SOMEBODY);
            assertThat(strangers.lookUp("new", "10.0.0.1", () -> SOMEBODY))
                    .as("let in lately")
                    .isEqualTo(SOMEBODY);
        }
    }

    @Test
    void manyAddressesShutOutNobodyWhoSignedIn() throws HttpRefusal {
        var strangers = Strangers.<String>withJwts(BELIEVED);
        makeUp(strangers, 300);
        assertThat(strangers.lookUp("renewed", "10.9.9.9", () -> SOMEBODY)).isEqualTo(SOMEBODY);
    }
}
