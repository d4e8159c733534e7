package docket.imports;

import static docket.imports.ImportClient.counts;
import static docket.imports.ImportClient.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes in, goes in once. */
@DocketTest
class ImportStatementsTest {
    @Autowired
    GraphClient graph;

    ImportClient client;

    @BeforeEach
    void connect() {
        client = new ImportClient(graph);
    }

    @Test
    void storesFilesOfBothSchemas() {
        for (var file : List.of(StatementFile.v1().good(3), StatementFile.v2().good(3))) {
            var answer = client.send(file);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(counts(answer)).containsExactly(3, 3, 0, 0);
            assertThat(client.stored(file.platform())).isEqualTo(3);
        }
    }

    @Test
    void findsColumnsByNameInAnyOrder() {
        var file = StatementFile.in(Stream.of(StatementColumn.values()).toList().reversed())
                .good(2);
        assertThat(counts(client.send(file))).containsExactly(2, 2, 0, 0);
    }

    @Test
    void readsLineEndsOfWindowsAndAByteOrderMarkAndALastLineWithoutEnd() {
        var file = StatementFile.v2().good(2);
        var text = "\uFEFF" + file.text().strip().replace("\n", "\r\n");
        assertThat(counts(client.send(text, ""))).containsExactly(2, 2, 0, 0);
    }

    @Test
    void changesNothingTheSecondTime() {
        var file = StatementFile.v2().good(5);
        client.send(file);
        var again = client.send(file);
        assertThat(again.status()).isEqualTo(200);
        assertThat(counts(again)).containsExactly(5, 0, 5, 0);
        assertThat(client.stored(file.platform())).isEqualTo(5);
    }

    @Test
    void takesARowThatIsTwiceInTheFileOnce() {
        var file = StatementFile.v2().good(2);
        var last = file.text().lines().toList().getLast();
        assertThat(counts(client.send(file.line(last).line(last)))).containsExactly(4, 2, 2, 0);
    }

    @Test
    void storesOnceWhatComesTwiceAtTheSameTime() {
        var file = StatementFile.v2().good(500);
        var both = Stream.generate(() -> CompletableFuture.supplyAsync(() -> client.send(file)))
                .limit(2)
                .toList();
        var stored = both.stream()
                .map(CompletableFuture::join)
                .map(ImportClient::counts)
                .toList();
        assertThat(stored).containsExactlyInAnyOrder(List.of(500, 500, 0, 0), List.of(500, 0, 500, 0));
        assertThat(client.stored(file.platform())).isEqualTo(500);
    }

    @Test
    void refusesOtherContentUnderAKeyThatIsStored() {
        var file = StatementFile.v2().good(2);
        client.send(file);
        var changed = client.send(file.text().replace("Found in a check", "Found by chance"), "");
        assertThat(changed.status()).isEqualTo(422);
        assertThat(rejections(changed))
                .containsExactly("2 uuid: is stored with other content", "3 uuid: is stored with other content");
    }

    @Test
    void refusesOtherContentUnderAKeyThatStandsFurtherUp() {
        var file = StatementFile.v2().good(1);
        var changed = file.text().lines().toList().getLast().replace("Found in a check", "Found by chance");
        assertThat(rejections(client.send(file.line(changed))))
                .containsExactly("3 uuid: stands further up with other content");
        assertThat(client.stored(file.platform())).isZero();
    }

    @Test
    void refusesAPlatformsKeyUnderAnotherUuid() {
        var file = StatementFile.v2().good(1);
        client.send(file);
        var again = file.row(StatementColumn.PLATFORM_UID, "000");
        assertThat(rejections(client.send(again.text(), "?onError=REJECT_ITEM")))
                .containsExactly("3 platform_uid: is stored under another uuid");
        var twice = StatementFile.v2().row(StatementColumn.PLATFORM_UID, "7").row(StatementColumn.PLATFORM_UID, "7");
        assertThat(rejections(client.send(twice)))
                .containsExactly("3 platform_uid: stands further up under another uuid");
    }

    @Test
    void storesTheGoodRowsWhenAskedTo() {
        var file = StatementFile.v2()
                .good(2)
                .row(StatementColumn.CATEGORY, "STATEMENT_CATEGORY_NONE")
                .good(1);
        var answer = client.send(file.text(), "?onError=REJECT_ITEM&source=daily.csv");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(counts(answer)).containsExactly(4, 3, 0, 1);
        assertThat(rejections(answer)).containsExactly("4 category: is not a code of this column");
        assertThat(answer.at("rejections/0/value").asString()).isEqualTo("STATEMENT_CATEGORY_NONE");
        assertThat(answer.at("source").asString()).isEqualTo("daily.csv");
        assertThat(client.stored(file.platform())).isEqualTo(3);
    }

    @Test
    void isFoundByTheIdOfItsRunAndByItsUuid() {
        var file = StatementFile.v2().good(2);
        var answer = client.send(file);
        var run = graph.execute(
                "query ($id: ID!) { importRun(id: $id) { state rowsStored statements { nodes { uuid } } } }",
                Map.of("id", answer.at("runId").asString()));
        assertThat(run.data("importRun/state").asString()).isEqualTo("STORED");
        var uuid = run.data("importRun/statements/nodes/0/uuid").asString();
        var byUuid = "query ($uuid: String!) { statements(filter: {uuid: {eq: $uuid}}) { nodes { uuid } } }";
        for (var written : List.of(uuid, uuid.toUpperCase(Locale.ROOT))) {
            assertThat(graph.execute(byUuid, Map.of("uuid", written))
                            .data("statements/nodes")
                            .toString())
                    .isEqualTo("[{\"uuid\":\"%s\"}]".formatted(uuid));
        }
        var malformed = graph.execute(byUuid, Map.of("uuid", "1-1-1-1-1"));
        assertThat(malformed.errorCodes()).containsExactly("BAD_USER_INPUT");
        assertThat(malformed.at("errors/0/extensions/argument").asString()).isEqualTo("filter.uuid.eq");
    }

    @Test
    void tellsTheRunOfARejectedFileToo() {
        var answer = client.send(StatementFile.v2().row(StatementColumn.CATEGORY, ""));
        var run = graph.execute(
                "query ($id: ID!) { importRun(id: $id) { state } }",
                Map.of("id", answer.at("runId").asString()));
        assertThat(run.data("importRun/state").asString()).isEqualTo("REJECTED");
    }

    @Test
    void listsAHundredReasonsAndCountsTheRest() {
        var file = StatementFile.v2();
        for (int row = 0; row < 120; row++) {
            file.row(StatementColumn.CONTENT_DATE, "yesterday");
        }
        var answer = client.send(file);
        assertThat(counts(answer)).containsExactly(120, 0, 0, 120);
        assertThat(rejections(answer)).hasSize(100);
        assertThat(answer.at("truncated").asBoolean()).isTrue();
        assertThat(answer.at("notListed").asInt()).isEqualTo(20);
    }
}
