package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DocketTest
class ViewerTest {
    @Autowired
    private GraphClient graph;

    @Test
    void everyCallerIsTheLocalDeveloper() {
        var answer = graph.execute("{ viewer { kind name } }");
        assertThat(answer.data("viewer/kind").asString()).isEqualTo("LOCAL_DEVELOPER");
        assertThat(answer.data("viewer/name").asString()).isNotBlank();
    }
}
