package docket.imports;

import static docketdb.imports.Tables.RUN;
import static docketdb.imports.Tables.STATEMENT;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;

/** All SQL about what was imported. */
final class StatementRepository {
    static final Listing<Statement> STATEMENTS = Listing.of(Entity.of(Statement.class, STATEMENT))
            .anchor("uuid", STATEMENT.UUID)
            .anchor("platformName", STATEMENT.PLATFORM_NAME)
            .anchorId("run", STATEMENT.RUN_ID, "ImportRun")
            .filter("platformUid", STATEMENT.PLATFORM_UID)
            .filter("category", STATEMENT.CATEGORY)
            .filter("keywords", STATEMENT.KEYWORDS)
            .filter("contentType", STATEMENT.CONTENT_TYPE)
            .filter("contentLanguage", STATEMENT.CONTENT_LANGUAGE)
            .filter("territorialScope", STATEMENT.TERRITORIAL_SCOPE)
            .filter("decisionGround", STATEMENT.DECISION_GROUND)
            .filter("sourceType", STATEMENT.SOURCE_TYPE)
            .filter("automatedDetection", STATEMENT.AUTOMATED_DETECTION)
            .filter("automatedDecision", STATEMENT.AUTOMATED_DECISION)
            .filter("applicationDate", STATEMENT.APPLICATION_DATE)
            .filter("publishedAt", STATEMENT.PUBLISHED_AT)
            .descending("ID", STATEMENT.ID, "id");

    static final Listing<ImportRun> RUNS = Listing.of(Entity.of(ImportRun.class, RUN))
            .anchor("startedAt", RUN.STARTED_AT)
            .filter("source", RUN.SOURCE)
            .filter("state", RUN.STATE)
            .descending("STARTED_AT", RUN.STARTED_AT, "startedAt")
            .small();

    private StatementRepository() {}
}
