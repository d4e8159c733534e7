package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.graph.WiredSchema;
import docket.testing.DocketTest;
import graphql.schema.idl.SchemaPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract that console developers read is the schema that the server answers. */
@DocketTest
class SchemaSnapshotTest {
    private static final Path SNAPSHOT = Path.of("console-contract", "schema.graphql");

    @Autowired
    WiredSchema schema;

    @Test
    void theContractIsTheSchema() throws IOException {
        var printed = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                        .includeDirectiveDefinition(WiredSchema::isOffered)
                        .includeSchemaDefinition(true)
                        .includeScalarTypes(true))
                .print(schema.schema());
        if (Boolean.getBoolean("contract.update")) {
            Files.writeString(SNAPSHOT, printed);
        }
        assertThat(Files.readString(SNAPSHOT))
                .as(
                        "console-contract/schema.graphql is out of date: ./mvnw test -Dtest=SchemaSnapshotTest -Dcontract.update=true rewrites it; say in console-contract/CHANGELOG.md what changed")
                .isEqualTo(printed);
    }
}
