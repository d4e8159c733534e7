package docket.imports;

import static docket.imports.ImportClient.counts;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/** A published file of 14 March 2024, which is not part of this repository. */
@DocketTest(ownDatabase = true)
@EnabledIfSystemProperty(named = "docket.sor.sample", matches = ".+")
class ImportSampleTest {
    @Autowired
    GraphClient graph;

    @Test
    void goesInOnceAndIsFound() throws Exception {
        var client = new ImportClient(graph);
        var file = Files.readAllBytes(Path.of(System.getProperty("docket.sor.sample")));
        assertThat(counts(client.send(file, ""))).containsExactly(150, 149, 1, 0);
        assertThat(counts(client.send(file, ""))).containsExactly(150, 0, 150, 0);
        assertThat(client.stored("Google Shopping")).isEqualTo(80);
        assertThat(client.stored("TikTok")).isEqualTo(48);
    }
}
