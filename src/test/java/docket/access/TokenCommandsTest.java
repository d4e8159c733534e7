package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How tokens are made and revoked where there is no caller yet. */
@DocketTest
@ExtendWith(OutputCaptureExtension.class)
class TokenCommandsTest {
    @Autowired
    CreateTokenCommand create;

    @Autowired
    RevokeTokenCommand revoke;

    @Autowired
    GraphClient client;

    @Test
    void printsATokenOnceThatLastsUntilItIsRevoked(CapturedOutput output) {
        assertThat(create.run(arguments("create-token --owner=ops --role=administrator --from=127.0.0.0/8 --days=7")))
                .isZero();
        var lines = output.getOut().strip().lines().toList();
        var token = lines.getLast();
        assertThat(token).matches("docket_staff_\\w{61}");
        var asked = client.as(token).execute("{ viewer { name scopes } }");
        assertThat(asked.data("viewer/name").asString()).isEqualTo("ops");
        assertThat(asked.data("viewer/scopes").toString()).contains("IMPORTS_WRITE");
        assertThat(revoke.run(arguments("revoke-token " + token))).isZero();
        assertThat(revoke.run(arguments("revoke-token " + token))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--owner=x",
                "--role=analyst",
                "--owner=x --role=king",
                "--owner=x --scope=ALL",
                "--owner=x --role=vendor",
                "--owner=x --role=vendor --vendor=nobody",
                "--owner=x --role=analyst --days=366",
                "--owner=x --role=analyst --days=0",
                "--owner=x --role=analyst --days=many",
                "--owner=x --role=analyst --from=everywhere",
                "--owner=x --role=analyst --from=10.1.0.0/8",
                "--owner=x --role=analyst --site=here"
            })
    void saysWhatIsWrong(String options, CapturedOutput output) {
        assertThat(create.run(arguments(("create-token " + options).strip()))).isEqualTo(2);
        assertThat(output.getErr()).contains("Usage: create-token", "ADMINISTRATOR", "CASES_READ");
        assertThat(output.getOut()).doesNotContain("docket_staff_");
    }

    private static DefaultApplicationArguments arguments(String line) {
        return new DefaultApplicationArguments(line.split(" "));
    }
}
