package docket.imports;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

@DocketTest
class ImportCommandTest {
    @Autowired
    ImportCommand command;

    @Autowired
    GraphClient graph;

    @TempDir
    Path folder;

    @Test
    void storesAFileOrSaysNo() throws Exception {
        var good = StatementFile.v2().good(2);
        assertThat(run(write("good.csv", good))).isZero();
        assertThat(new ImportClient(graph).stored(good.platform())).isEqualTo(2);
        var bad = StatementFile.v2().good(2).row(StatementColumn.CREATED_AT, "today");
        assertThat(run(write("bad.csv", bad))).isEqualTo(1);
        assertThat(run(write("bad.csv", bad), "--on-error=REJECT_ITEM")).isZero();
        assertThat(run("--file=" + write("again.csv", good))).isZero();
    }

    @Test
    void saysHowItIsMeantToBeUsed() {
        assertThat(run()).isEqualTo(2);
        assertThat(run(folder.resolve("none.csv").toString())).isEqualTo(2);
    }

    private String write(String name, StatementFile file) throws Exception {
        return Files.writeString(folder.resolve(name), file.text()).toString();
    }

    private int run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = command.name();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.run(new DefaultApplicationArguments(all));
    }
}
