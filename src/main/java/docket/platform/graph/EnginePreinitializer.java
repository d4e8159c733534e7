package docket.platform.graph;

import docket.platform.sql.Sql;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.jooq.impl.DSL;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/** Loads the classes of GraphQL Java and jOOQ while Spring still reads its own: the first start of each costs more than all that follows. */
final class EnginePreinitializer implements BackgroundPreinitializer {
    @Override
    public void preinitialize() {
        Sql.of(DSL.selectOne());
        var types = new SchemaParser().parse("type Query { nothing: Int }");
        new SchemaGenerator().makeExecutableSchema(types, RuntimeWiring.MOCKED_WIRING);
    }
}
