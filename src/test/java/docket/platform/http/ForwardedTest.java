package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Where a request comes from, behind a proxy: for tokens that are bound to addresses, and for the audit. */
class ForwardedTest {
    private static final String QUESTION = "{\"query\":\"{ viewer { name } }\"}";

    /** Asks as a proxy would. */
    private record Proxy(GraphClient client, TestDatabase database) {
        Answer send(String token, String... forwarded) {
            var request = client.as(token).request("/graphql").header("Content-Type", "application/json");
            for (var header : forwarded) {
                request = request.header("X-Forwarded-For", header);
            }
            return client.send(request.POST(BodyPublishers.ofString(QUESTION)));
        }

        /** Good in one network alone. */
        String bound() throws SQLException {
            var token = TestTokens.administrator(database);
            try (var connection = database.connect();
                    var change = connection.prepareStatement(
                            "update access.api_token set address_ranges = '{203.0.113.0/24}' where public_id = ?")) {
                change.setString(1, token.substring("docket_staff_".length(), "docket_staff_".length() + 12));
                change.executeUpdate();
            }
            return token;
        }

        /** The address that the audit has of a refusal. */
        String audited(String... forwarded) throws Exception {
            var request = client.as("no token " + UUID.randomUUID()).request("/graphql");
            for (var header : forwarded) {
                request = request.header("X-Forwarded-For", header);
            }
            var refused = client.send(request.POST(BodyPublishers.ofString(QUESTION)));
            assertThat(refused.status()).isEqualTo(401);
            return told(refused.headers().firstValue("X-Request-Id").orElseThrow());
        }

        private String told(String request) throws Exception {
            for (int attempt = 0; attempt < 200; attempt++) {
                try (var connection = database.connect();
                        var query = connection.prepareStatement(
                                "select address from audit.audit_event where request_id = ?")) {
                    query.setString(1, request);
                    var rows = query.executeQuery();
                    if (rows.next()) {
                        return rows.getString(1);
                    }
                }
                Thread.sleep(50);
            }
            throw new AssertionError("the refusal was not written down");
        }
    }

    @Nested
    @DocketTest(ownDatabase = true)
    @TestPropertySource(
            properties = {
                "server.forward-headers-strategy=native",
                "server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1|10\\.1\\.2\\.3"
            })
    class BehindABelievedProxy {
        @Autowired
        GraphClient client;

        @Autowired
        TestDatabase database;

        /** The last address that no believed proxy has is the caller's: what stands before it the caller has made up. */
        @ParameterizedTest
        @CsvSource({
            "200, '203.0.113.7'",
            "200, '198.51.100.1, 203.0.113.7'",
            "200, 'made up, 203.0.113.7'",
            "200, '203.0.113.7, 10.1.2.3'",
            "401, ''",
            "401, '198.51.100.1'",
            "401, '203.0.113.7, 198.51.100.1'",
            "401, '203.0.113.7, 198.51.100.1, 10.1.2.3'",
            "401, '203.0.113.7, 10.9.9.9'",
            "401, '203.0.113.7, made up'",
            "401, '::ffff:203.0.113.7.'"
        })
        void aTokenIsBoundToTheAddressThatTheProxySaw(int status, String forwarded) throws Exception {
            var proxy = new Proxy(client, database);
            var answer = forwarded.isEmpty() ? proxy.send(proxy.bound()) : proxy.send(proxy.bound(), forwarded);
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        }

        @Test
        void ofSeveralHeadersTheLastCounts() throws Exception {
            var proxy = new Proxy(client, database);
            assertThat(proxy.send(proxy.bound(), "198.51.100.1", "203.0.113.7").status())
                    .isEqualTo(200);
            assertThat(proxy.send(proxy.bound(), "203.0.113.7", "198.51.100.1").status())
                    .isEqualTo(401);
        }

        @Test
        void theAuditNamesIt() throws Exception {
            var proxy = new Proxy(client, database);
            assertThat(proxy.audited("203.0.113.7, 198.51.100.1")).isEqualTo("198.51.100.1");
            assertThat(proxy.audited("203.0.113.7, 2001:db8::1")).isEqualTo("2001:db8::1");
            assertThat(proxy.audited()).isEqualTo("127.0.0.1");
            assertThat(proxy.audited("x".repeat(5_000)))
                    .as("a proxy that checks nothing")
                    .isEqualTo("x".repeat(100));
        }
    }

    @Nested
    @DocketTest(ownDatabase = true)
    @TestPropertySource(
            properties = {
                "server.forward-headers-strategy=native",
                "server.tomcat.remoteip.internal-proxies=10\\.1\\.2\\.3"
            })
    class BehindSomebodyElse {
        @Autowired
        GraphClient client;

        @Autowired
        TestDatabase database;

        @ParameterizedTest
        @CsvSource({"203.0.113.7", "'203.0.113.7, 10.1.2.3'", "'10.1.2.3, 203.0.113.7'"})
        void whatItForwardsIsNotBelieved(String forwarded) throws Exception {
            var proxy = new Proxy(client, database);
            assertThat(proxy.send(proxy.bound(), forwarded).status()).isEqualTo(401);
        }

        @Test
        void theAuditDoesNotNameIt() throws Exception {
            assertThat(new Proxy(client, database).audited("203.0.113.7")).isEqualTo("127.0.0.1");
        }
    }

    @Nested
    @DocketTest(ownDatabase = true)
    class WithoutTheSetting {
        @Autowired
        GraphClient client;

        @Autowired
        TestDatabase database;

        @Test
        void nothingThatIsForwardedIsBelieved() throws Exception {
            var proxy = new Proxy(client, database);
            assertThat(proxy.send(proxy.bound(), "203.0.113.7").status()).isEqualTo(401);
            assertThat(proxy.audited("203.0.113.7")).isEqualTo("127.0.0.1");
        }
    }
}
