package docket.access;

import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** With the tokens that lie ready beside the demo data one can work at once, without naming anybody. */
@DocketTest(demoCases = 20_000)
class ReadyTokensTest {
    @TempDir
    Path home;

    @Autowired
    DSLContext sql;

    @Autowired
    GraphClient client;

    private final Map<String, String> tokens = new HashMap<>();

    @BeforeEach
    void write() throws IOException {
        var file = home.resolve("tokens.env");
        new TokenFile(new Tokens(sql), new TokenRepository(sql), sql, file).afterSingletonsInstantiated();
        for (var line : Files.readAllLines(file)) {
            tokens.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
    }

    private GraphClient as(String name) {
        return client.as(String.valueOf(tokens.get(name)));
    }

    @Test
    void reviewersAndCompaniesClaimAndGiveBack() {
        for (var name : List.of("DOCKET_REVIEWER_TOKEN", "DOCKET_VENDOR_A_TOKEN", "DOCKET_VENDOR_B_TOKEN")) {
            var claim = as(name).mutate(
                            "claimNextCase", "case { id vendor { key } } lease { token reviewer { name } }", Map.of());
            assertThat(claim.at("/userErrors")).as(name).isEmpty();
            assertThat(claim.at("/case/vendor").isNull()).as(name).isNotEqualTo(name.contains("VENDOR"));
            var released = as(name).mutate("releaseCase", "case { state }", held(claim));
            assertThat(released.at("/case/state").asString()).as(name).isEqualTo("QUEUED");
        }
    }

    @Test
    void aLeadIsSomebody() {
        var waiting = client.execute(
                        "{ queue: queues(filter: { key: { eq: \"seller-urgent\" } }) { nodes { cases(filter: { state: { eq: QUEUED } }, first: 1) { nodes { id } } } } }")
                .data("queue/nodes/0/cases/nodes/0/id")
                .asString();
        var changed = as("DOCKET_LEAD_TOKEN")
                .mutate(
                        "changeCaseSeverity",
                        "case { severity events(last: 1) { nodes { kind reviewer { role } } } }",
                        Map.of("case", waiting, "severity", "P0"));
        assertThat(changed.at("/userErrors")).isEmpty();
        assertThat(changed.at("/case/events/nodes/0/reviewer/role").asString()).isEqualTo("TEAM_LEAD");
    }
}
