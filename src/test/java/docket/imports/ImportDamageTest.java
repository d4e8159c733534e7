package docket.imports;

import static docket.imports.ImportClient.counts;
import static docket.imports.ImportClient.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each kind of damage is told by line, column and reason, and leaves nothing behind. */
@DocketTest
class ImportDamageTest {
    @Autowired
    GraphClient graph;

    ImportClient client;

    @BeforeEach
    void connect() {
        client = new ImportClient(graph);
    }

    @Test
    void wrongCode() {
        refused(
                StatementFile.v2().good(1).row(StatementColumn.DECISION_VISIBILITY, "[\"DECISION_VISIBILITY_HIDDEN\"]"),
                "3 decision_visibility: is not a code of this column");
        refused(
                StatementFile.v2().row(StatementColumn.TERRITORIAL_SCOPE, "[\"GB\"]"),
                "2 territorial_scope: is not a code of this column");
        refused(
                StatementFile.v2().row(StatementColumn.CATEGORY_SPECIFICATION, "KEYWORD_OTHER"),
                "2 category_specification: is not a JSON array of codes");
    }

    @Test
    void wrongDate() {
        var reason = "is not a date from 2000-01-01 to 2038-01-01 (YYYY-MM-DD)";
        for (var date :
                List.of("2025-02-30 00:00:00", "1999-12-31", "01.09.2025", "2038-01-02", "2025-09-01 10:00:00")) {
            refused(StatementFile.v2().good(1).row(StatementColumn.CONTENT_DATE, date), "3 content_date: " + reason);
        }
    }

    @Test
    void missingField() {
        refused(StatementFile.v2().row(StatementColumn.SOURCE_TYPE, ""), "2 source_type: is required");
        refused(StatementFile.v2().row(StatementColumn.CONTENT_TYPE, "[]"), "2 content_type: is required");
        refused(
                StatementFile.v2().row(StatementColumn.DECISION_VISIBILITY, ""),
                "2 decision_visibility: is required where decision_monetary, decision_provision and decision_account are empty");
        refused(
                StatementFile.v2().row(StatementColumn.DECISION_MONETARY, "DECISION_MONETARY_OTHER"),
                "2 decision_monetary_other: is required with DECISION_MONETARY_OTHER");
        refused(
                StatementFile.v2().row(StatementColumn.DECISION_GROUND, "DECISION_GROUND_ILLEGAL_CONTENT"),
                "2 illegal_content_legal_ground: is required with DECISION_GROUND_ILLEGAL_CONTENT",
                "2 illegal_content_explanation: is required with DECISION_GROUND_ILLEGAL_CONTENT");
    }

    @Test
    void wrongForm() {
        refused(
                StatementFile.v2().row(StatementColumn.SOURCE_IDENTITY, "x".repeat(501)),
                "2 source_identity: is longer than 500 characters");
        refused(
                StatementFile.v2().row(StatementColumn.CONTENT_ID_EAN, "40063813"),
                "2 content_id_ean: is not an EAN of 13 digits");
        refused(StatementFile.v2().row(StatementColumn.UUID, "1234"), "2 uuid: is not a UUID");
        refused(
                StatementFile.v2().row(StatementColumn.AUTOMATED_DETECTION, "true"),
                "2 automated_detection: is neither Yes nor No");
        refused(
                StatementFile.v2().row(StatementColumn.DECISION_FACTS, "a\0b"),
                "2 decision_facts: holds a NUL character");
    }

    @Test
    void brokenQuoting() {
        var file = StatementFile.v2().good(1);
        file.line(file.text().lines().toList().getLast().replace("\"Found in", "\"Fou\"nd in"))
                .good(2);
        refused(file, "3 decision_facts: has text after a closing quotation mark");
        var alone = client.send(file.text(), "?onError=REJECT_ITEM");
        assertThat(counts(alone)).containsExactly(4, 3, 0, 1);
    }

    @Test
    void missingQuotationMarkTakesNoNeighbourAlong() {
        var file = StatementFile.v2().good(1);
        file.line(file.text().lines().toList().getLast().replace("offers.\"", "offers."))
                .good(2);
        refused(file, "3 decision_facts: has text after a closing quotation mark");
        assertThat(counts(client.send(file.text(), "?onError=REJECT_ITEM"))).containsExactly(4, 3, 0, 1);
    }

    @Test
    void wrongColumnCount() {
        refused(StatementFile.v2().good(2).line("a,b,c").good(1), "4 -: has 3 fields, not the 38 of the header");
    }

    @Test
    void linesAreThoseOfTheFile() {
        var file = StatementFile.v2()
                .row(StatementColumn.DECISION_FACTS, "First line,\nsecond line,\r\nthird line.")
                .row(StatementColumn.CATEGORY, "");
        refused(file, "5 category: is required");
    }

    @Test
    void badUtf8() {
        var file = StatementFile.v2().good(1).row(StatementColumn.DECISION_FACTS, "Größe falsch");
        var answer = client.send(file.text().getBytes(StandardCharsets.ISO_8859_1), "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(rejections(answer)).containsExactly("3 decision_facts: is not UTF-8");
        assertThat(answer.at("rejections/0/value").asString()).isEqualTo("Gr\uFFFD\uFFFDe falsch");
        assertThat(client.stored(file.platform())).isZero();
    }

    @Test
    void wrongHeader() {
        var file = StatementFile.v1().good(1);
        var answer = client.send(
                file.text().replaceFirst("platform_uid", "puid").replaceFirst("account_type", "category"), "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(rejections(answer))
                .contains(
                        "1 -: column 36 is unknown",
                        "1 category: stands there twice",
                        "1 account_type: is missing",
                        "1 platform_uid: is missing");
        assertThat(client.send("", "").status()).isEqualTo(400);
        assertThat(client.send(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0}, "").status())
                .isEqualTo(400);
    }

    @Test
    void cutFileStoresNothingInEitherMode() {
        var file = StatementFile.v2().good(3);
        var lastRow = file.text().lastIndexOf('\n', file.text().length() - 2);
        for (int end = lastRow + 2; end < file.text().length() - 1; end += 7) {
            var answer = client.send(file.text().substring(0, end), "?onError=REJECT_ITEM");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("outcome").asString()).isEqualTo("CUT_OFF");
            assertThat(rejections(answer)).containsExactly("4 -: the file ends inside this record");
        }
        assertThat(client.stored(file.platform())).isZero();
    }

    @Test
    void droppedConnectionStoresNothing() throws Exception {
        var file = StatementFile.v2().good(50);
        var source = file.platform().replace(" ", "");
        var length = file.text().length();
        drop(source, "Content-Length: " + length * 2, file.text());
        assertThat(outcomeOf(source)).isEqualTo("CUT_OFF");
        drop(source + "-chunked", "Transfer-Encoding: chunked", "%x\r\n%s\r\n".formatted(length, file.text()));
        assertThat(outcomeOf(source + "-chunked")).isEqualTo("CUT_OFF");
        assertThat(client.stored(file.platform())).isZero();
    }

    private void drop(String source, String header, String body) throws IOException {
        var uri = graph.request("/").build().uri();
        var head =
                "PUT /imports/statements?source=%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
                        .formatted(source, graph.token(), header);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }

    private String outcomeOf(String source) throws IOException, InterruptedException {
        var query = "query ($source: String!) { importRuns(filter: {source: {eq: $source}}) { nodes { state } } }";
        for (int attempt = 0; attempt < 100; attempt++) {
            var state = graph.execute(query, Map.of("source", source)).data("importRuns/nodes/0/state");
            if (!state.isMissingNode()) {
                return state.asString();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the run was not written down");
    }

    @Test
    void otherRequestsAreRefused() {
        assertThat(client.send("x", "?onerror=REJECT_ITEM").status()).isEqualTo(400);
        var refused = client.send("x", "?onError=SKIP");
        assertThat(refused.errorCodes()).containsExactly("BAD_REQUEST");
        assertThat(refused.at("errors/0/extensions/requestId").asString())
                .isEqualTo(refused.headers().firstValue("X-Request-Id").orElse(""));
        var request = graph.request("/imports/statements");
        assertThat(graph.send(request.copy().GET()).status()).isEqualTo(405);
        assertThat(graph.send(request.copy().POST(BodyPublishers.ofString("a"))).status())
                .isEqualTo(415);
        for (var type : List.of("application/x-www-form-urlencoded", "text/csv; charset=latin1", "csv")) {
            var other = request.copy().header("Content-Type", type).PUT(BodyPublishers.ofString("a"));
            assertThat(graph.send(other).status()).as(type).isEqualTo(415);
        }
        var csv = request.copy().header("Content-Type", "text/csv").POST(BodyPublishers.ofString("a"));
        assertThat(graph.send(csv).status()).isEqualTo(400);
    }

    private void refused(StatementFile file, String... reasons) {
        var answer = client.send(file);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(rejections(answer)).containsExactly(reasons);
        nothingStored(file, answer);
    }

    private void nothingStored(StatementFile file, Answer answer) {
        assertThat(answer.at("stored").asInt()).isZero();
        assertThat(client.stored(file.platform())).isZero();
    }
}
