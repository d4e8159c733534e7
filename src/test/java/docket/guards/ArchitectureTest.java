package docket.guards;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import docket.platform.graph.Feature;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a file may touch is known from its place and its name. */
class ArchitectureTest {
    private static final JavaClasses DOCKET = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("docket");

    /** Features that read or write the tables of others, and why. */
    private static final Map<String, String> BEYOND_ITS_OWN_TABLES = Map.of(
            "metrics",
                    "a figure joins the tables of many features in one statement; its own only keep what it counted there",
            "imports", "a row of a file becomes a case, a subject, a decision and its measures, copied in bulk",
            "sla", "clocks are told by the events of cases, read and written beside them in the same transaction",
            "demo", "the history of a made-up case spans all tables, copied in bulk");

    @Test
    void onlyRepositoriesAndThePlatformWriteSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("docket.platform..")
                .and(describe("stand in no repository", type -> !file(type).endsWith("Repository")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jooq.impl..")
                .because("all SQL of a feature stands in one place; a Graph names columns at most")
                .check(DOCKET);
    }

    @Test
    void featuresLeaveConnectionsToThePlatform() {
        noClasses()
                .that()
                .resideOutsideOfPackages("docket.platform..", "docket.imports..", "docket.demo..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Connection.class, Statement.class, PreparedStatement.class, DataSource.class)
                .because("a query reads through Db, which holds the snapshot and counts statements")
                .check(DOCKET);
    }

    @Test
    void featuresTouchTheirOwnTablesOnly() {
        classes()
                .that()
                .resideOutsideOfPackage("docket.platform..")
                .and(describe("belong to no exempt feature", type -> !BEYOND_ITS_OWN_TABLES.containsKey(feature(type))))
                .should(touchOnlyTablesOfTheirFeature())
                .because("package, schema file and database schema of a feature have one name")
                .check(DOCKET);
    }

    private static ArchCondition<JavaClass> touchOnlyTablesOfTheirFeature() {
        return new ArchCondition<>("touch only tables of their own feature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> owner(dependency.getTargetClass())
                                .filter(owner -> !owner.equals(feature(type)))
                                .isPresent())
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    /** The feature whose generated tables a class is part of. */
    private static Optional<String> owner(JavaClass type) {
        var parts = type.getPackageName().split("\\.");
        return parts[0].equals("docketdb") && parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
    }

    /** The class that the file is named after. */
    private static String file(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::file).orElseGet(type::getSimpleName);
    }

    private static String feature(JavaClass type) {
        var parts = type.getPackageName().split("\\.");
        return parts.length > 1 ? parts[1] : "";
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because("a constructor shows what a class needs")
                .check(DOCKET);
    }

    @Test
    void timeHasAZone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Date.class, java.util.Calendar.class, java.sql.Timestamp.class)
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .because("an instant without a zone means another instant on the next machine")
                .check(DOCKET);
        noFields().should().haveRawType(LocalDateTime.class).check(DOCKET);
    }

    @Test
    void absenceIsNullAndAnnotated() {
        fields().should()
                .notHaveRawType(Optional.class)
                .because("a field is null or it is not")
                .check(DOCKET);
    }

    @Test
    void wiringIsHidden() {
        classes()
                .that()
                .implement(Feature.class)
                .should()
                .haveSimpleNameEndingWith("Graph")
                .andShould()
                .notBePublic()
                .because("'which file wires this field' has one answer")
                .check(DOCKET);
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .bePublic()
                .because("other features ask the feature's own class")
                .check(DOCKET);
    }

    @Test
    void nobodyPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages("docket.imports..", "docket.platform.command..")
                .and(describe("are no command", type -> !file(type).endsWith("Command")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("there is a log; only commands answer on the console")
                .check(DOCKET);
    }
}
