package docket.decisions;

import static docket.decisions.Desk.action;
import static org.assertj.core.api.Assertions.assertThat;

import docket.cases.CaseWork;
import docket.platform.mutation.MutationCall;
import docket.platform.request.Arguments;
import docket.platform.request.Caller;
import docket.platform.request.GlobalId;
import docket.testing.AtOnce;
import docket.testing.CountedConnection;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecideCaseTest {
    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    @Autowired
    CaseWork work;

    private Desk desk;

    @BeforeAll
    void setUp() {
        desk = new Desk(house);
    }

    private Desk.Held listingCase() {
        return desk.claimed(house.listingOf(house.seller("BUSINESS", "JP")), "Ann");
    }

    @Test
    void decidesWithAllThatItRestsOn() {
        var held = listingCase();
        var decided = desk.decide(
                held,
                "Ann",
                "VIOLATION",
                "clauses",
                List.of(house.clause("2"), house.clause()),
                "sopPath",
                List.of("wires", "remove", "tell"),
                "actions",
                List.of(
                        action("LISTING_REMOVAL", "territorialScope", List.of("JP", "DE")),
                        action("HEALTH_POINTS", "points", 25, "duration", "PT4320H")));
        assertThat(decided.at("/case/state").asString()).isEqualTo("DECIDED");
        assertThat(decided.at("/decision/approval").asString()).isEqualTo("NOT_REQUIRED");
        var answer = client.execute("""
                { decision(id: "%s") { level outcome ground statementCategory policyClause { number } clauses { number }
                    sopVersion { semver market } sopPath snapshot { sha256 } decider { name } market rationale activeSeconds
                    automatedDetection automatedDecision
                    actions { kind dsaRestriction state effectiveAt endsAt territorialScope points isReversible } } }""".formatted(decided.at("/decision/id").asString()));
        var decision = answer.data("decision");
        assertThat(decision.path("level").asString()).isEqualTo("FIRST");
        assertThat(decision.path("ground").asString()).isEqualTo("INCOMPATIBLE_CONTENT");
        assertThat(decision.path("statementCategory").asString()).isEqualTo("SCAMS_AND_FRAUD");
        assertThat(decision.at("/policyClause/number").asString()).isEqualTo("2");
        assertThat(decision.at("/clauses").size()).isEqualTo(2);
        assertThat(decision.at("/sopVersion/semver").asString()).isEqualTo("3.0.0");
        assertThat(decision.at("/sopPath").size()).isEqualTo(3);
        assertThat(decision.at("/snapshot/sha256").asString()).hasSize(64);
        assertThat(decision.at("/decider/name").asString()).isEqualTo("Ann");
        assertThat(decision.at("/activeSeconds").asInt()).isBetween(0, 60);
        assertThat(decision.at("/actions/0/state").asString()).isEqualTo("ACTIVE");
        assertThat(decision.at("/actions/0/territorialScope").toString()).isEqualTo("[\"DE\",\"JP\"]");
        assertThat(decision.at("/actions/1/points").asInt()).isEqualTo(25);
        assertThat(house.value("select outcome from cases.case_report where case_id = '%s'".formatted(held.uuid())))
                .isEqualTo("UPHELD");
        assertThat(house.value("select ended_by from cases.lease where case_id = '%s' and token = %d"
                        .formatted(held.uuid(), held.token())))
                .isEqualTo("DECIDED");
        assertThat(house.value(
                        "select lease_token from decisions.decision where case_id = '%s'".formatted(held.uuid())))
                .isEqualTo(Long.toString(held.token()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VIOLATION    | clauses    | []                                                     | CLAUSE_MISSING input.clauses
            VIOLATION    | clauses    | 3                                                      | CLAUSE_NOT_IN_FORCE input.clauses.0
            VIOLATION    | clauses    | ?                                                      | CLAUSE_UNKNOWN input.clauses.0
            VIOLATION    | sop        | lamps-empty                                             | SOP_NOT_EFFECTIVE input.sop
            VIOLATION    | locale     | th-TH                                                  | SOP_NOT_EFFECTIVE input.locale
            VIOLATION    | sopPath    | remove                                                 | SOP_PATH_INVALID input.sopPath
            VIOLATION    | sopPath    | wires,keep                                       | SOP_PATH_INVALID input.sopPath
            VIOLATION    | rationale  | ' '                                                    | TEXT_INVALID input.rationale
            NO_VIOLATION | actions    | {"kind":"WARNING"}                                     | ACTION_WITHOUT_VIOLATION input.actions
            VIOLATION    | actions    | {"kind":"CREATOR_SUSPENSION","duration":"PT240H"}      | ACTION_UNFIT input.actions.0.kind
            VIOLATION    | actions    | {"kind":"CONTENT_REMOVAL"}                             | ACTION_UNFIT input.actions.0.kind
            VIOLATION    | actions    | {"kind":"SHOP_SUSPENSION"}                             | ACTION_INCOMPLETE input.actions.0.duration
            VIOLATION    | actions    | {"kind":"SHOP_TERMINATION","duration":"PT240H"}        | ACTION_OVERDONE input.actions.0.duration
            VIOLATION    | actions    | {"kind":"HEALTH_POINTS"}                               | ACTION_INCOMPLETE input.actions.0.points
            VIOLATION    | actions    | {"kind":"HEALTH_POINTS","points":0}                    | ACTION_INCOMPLETE input.actions.0.points
            VIOLATION    | actions    | {"kind":"WARNING","points":5}                          | ACTION_OVERDONE input.actions.0.points
            VIOLATION    | actions    | {"kind":"BALANCE_DEDUCTION","amount":"5.00"}           | ACTION_INCOMPLETE input.actions.0.currency
            VIOLATION    | actions    | {"kind":"BALANCE_DEDUCTION","amount":"0.005","currency":"EUR"} | ACTION_INCOMPLETE input.actions.0.amount
            VIOLATION    | actions    | {"kind":"BALANCE_DEDUCTION","amount":"5.55","currency":"JPY"} | ACTION_INCOMPLETE input.actions.0.amount
            VIOLATION    | actions    | {"kind":"BALANCE_DEDUCTION","amount":"5.00","currency":"XXQ"} | ACTION_INCOMPLETE input.actions.0.currency
            VIOLATION    | actions    | {"kind":"BALANCE_DEDUCTION","amount":"5.00","currency":"XAU"} | ACTION_INCOMPLETE input.actions.0.currency
            VIOLATION    | actions    | {"kind":"WARNING","territorialScope":["JP","ZZ"]}      | ACTION_INCOMPLETE input.actions.0.territorialScope.1
            VIOLATION    | actions    | {"kind":"WARNING","territorialScope":[]}               | ACTION_INCOMPLETE input.actions.0.territorialScope
            VIOLATION    | actions    | {"kind":"SHOP_TERMINATION","withoutNotice":"Court. x"} | TEXT_INVALID input.actions.0.withoutNotice
            VIOLATION    | actions    | {"kind":"SHOP_TERMINATION","withoutNotice":"\\u200B\\u200B\\u200B\\u200B\\u200B\\u200B\\u200B\\u200B\\u200B\\u200B\\u3164"} | TEXT_INVALID input.actions.0.withoutNotice
            VIOLATION    | actions    | {"kind":"OTHER_MONETARY_RESTRICTION"}                  | ACTION_INCOMPLETE input.actions.0.restriction
            VIOLATION    | actions    | {"kind":"WARNING","effectiveAt":"2025-01-01T00:00:00Z"} | ACTION_TIME_INVALID input.actions.0.effectiveAt
            VIOLATION    | actions    | {"kind":"LISTING_FREEZE","endsAt":"2025-01-01T00:00:00Z"} | ACTION_TIME_INVALID input.actions.0.endsAt
            VIOLATION    | actions    | {"kind":"LISTING_FREEZE","duration":"PT-1H"}           | ACTION_TIME_INVALID input.actions.0.duration
            VIOLATION    | actions    | {"kind":"LISTING_FREEZE","duration":"PT0.0000001S"}    | ACTION_TIME_INVALID input.actions.0.duration
            VIOLATION    | actions    | {"kind":"LISTING_FREEZE","duration":"P1000000000000D"} | ACTION_TIME_INVALID input.actions.0.duration
            VIOLATION    | keepActions | ?                                                     | ACTION_UNKNOWN input.keepActions.0
            VIOLATION    | snapshot   | ?                                                      | SNAPSHOT_UNKNOWN input.snapshot
            """)
    void refusesWhatIsNotRight(String outcome, String field, String value, String expected) {
        var input = desk.decision(refused(), "Ann", outcome);
        input.put(field, wrong(field, value));
        assertThat(desk.refused("decideCase", input)).containsExactly(expected);
        assertThat(house.value("select count(*) from decisions.decision where case_id = '%s'"
                        .formatted(refused().uuid())))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"kind":"WARNING"}                                   | {"kind":"WARNING","isReversible":false}
            {"kind":"SHOP_SUSPENSION","duration":"PT240H"}       | {"kind":"SHOP_SUSPENSION","duration":"PT480H"}
            {"kind":"SHOP_SUSPENSION","duration":"PT240H"}       | {"kind":"SHOP_TERMINATION"}
            {"kind":"LISTING_REMOVAL"}                           | {"kind":"LISTING_FREEZE"}
            {"kind":"LISTING_REMOVAL","territorialScope":["JP"]} | {"kind":"LISTING_REMOVAL"}
            """)
    void refusesWhatSaysTheSameTwiceOrTheOpposite(String first, String second) {
        var input = desk.decision(
                refused(),
                "Ann",
                "VIOLATION",
                "actions",
                List.of(
                        JsonMapper.shared().readValue(first, Map.class),
                        JsonMapper.shared().readValue(second, Map.class)));
        assertThat(desk.refused("decideCase", input)).containsExactly("ACTION_CONTRADICTS input.actions.1");
    }

    /** At another time, elsewhere, or of another sort; and points add up. */
    @Test
    void takesSeveralOfAKindThatMeanSomething() {
        var later = Instant.now().plus(Duration.ofDays(11));
        var decided = desk.decide(
                listingCase(),
                "Ann",
                "VIOLATION",
                "actions",
                List.of(
                        action("HEALTH_POINTS", "points", 5),
                        action("HEALTH_POINTS", "points", 5),
                        action("SHOP_SUSPENSION", "duration", "PT240H"),
                        action("SHOP_TERMINATION", "effectiveAt", later.toString()),
                        action("LISTING_REMOVAL", "territorialScope", List.of("JP")),
                        action("LISTING_FREEZE", "territorialScope", List.of("DE")),
                        action("FEATURE_RESTRICTION", "restriction", "No live streams"),
                        action("FEATURE_RESTRICTION", "restriction", "No coupons")));
        assertThat(decided.at("/decision/actions").size()).isEqualTo(8);
    }

    @Test
    void saysInWordsWhatAMeasureHits() {
        var seller = desk.claimed(house.seller("BUSINESS", "JP"), "Ann");
        var answer = desk.send(
                "decideCase",
                "case { id }",
                desk.decision(seller, "Ann", "VIOLATION", "actions", List.of(action("VISIBILITY_REDUCTION"))));
        assertThat(answer.data("decideCase/userErrors/0/message").asString())
                .isEqualTo("VISIBILITY_REDUCTION hits a listing or content; the case has none");
        desk.decide(seller, "Ann", "NO_VIOLATION");
    }

    private Desk.@Nullable Held refused;

    /** One case serves all refusals, which leave it as it is. */
    private Desk.Held refused() {
        if (refused == null) {
            refused = listingCase();
        }
        return refused;
    }

    private Object wrong(String field, String value) {
        return switch (field) {
            case "clauses" ->
                value.equals("[]")
                        ? List.of()
                        : List.of(
                                value.equals("?")
                                        ? GlobalId.encode("PolicyClause", UUID.randomUUID())
                                        : house.clause(value));
            case "keepActions" -> List.of(GlobalId.encode("EnforcementAction", UUID.randomUUID()));
            case "sop" -> house.sop(value);
            case "snapshot" -> GlobalId.encode("SubjectSnapshot", UUID.randomUUID());
            case "sopPath" -> List.of(value.split(","));
            case "actions" -> List.of(JsonMapper.shared().readValue(value, Map.class));
            default -> value;
        };
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        var input = desk.decision(
                refused(), "Ann", "VIOLATION", "clauses", List.of(), "actions", List.of(action("HEALTH_POINTS")));
        input.put("rationale", " ");
        assertThat(desk.refused("decideCase", input))
                .containsExactly(
                        "TEXT_INVALID input.rationale",
                        "CLAUSE_MISSING input.clauses",
                        "ACTION_INCOMPLETE input.actions.0.points");
    }

    @Test
    void namesAClauseByItsPlaceThoughAnotherStandsThereTwice() {
        var input = desk.decision(
                refused(), "Ann", "VIOLATION", "clauses", List.of(house.clause(), house.clause(), house.clause("3")));
        assertThat(desk.refused("decideCase", input)).containsExactly("CLAUSE_NOT_IN_FORCE input.clauses.2");
    }

    @Test
    void namesTheStepThatCannotBeStored() {
        var input = desk.decision(refused(), "Ann", "VIOLATION", "sopPath", List.of("wires", "re\0move"));
        var refused = desk.send("decideCase", "case { id }", input);
        assertThat(refused.errorCodes()).containsExactly("BAD_USER_INPUT");
        assertThat(refused.at("errors/0/extensions/argument").asString()).isEqualTo("input.sopPath.1");
    }

    @Test
    void pinsTheVersionOfTheMarketOrOfEveryMarket() {
        var elsewhere = desk.claimed(house.seller("PRIVATE", "DE"), "Ann");
        desk.decide(elsewhere, "Ann", "NO_VIOLATION");
        assertThat(semver(elsewhere)).isEqualTo("1.1.0");
        var told = listingCase();
        desk.decide(told, "Ann", "NO_VIOLATION", "locale", "en-GB");
        assertThat(semver(told)).isEqualTo("1.1.0");
    }

    private String semver(Desk.Held held) {
        return house.value("""
                select v.semver from decisions.decision d join sops.sop_version v on v.id = d.sop_version_id
                where d.case_id = '%s'""".formatted(held.uuid()));
    }

    @Test
    void seesWhetherTheSubjectHasChanged() {
        var seller = house.seller("BUSINESS", "JP");
        var held = desk.claimed(seller, "Ann");
        var question = "{ case(id: \"%s\") { hasSubjectChanged decisions(first: 1) { nodes { hasSubjectChanged } } } }"
                .formatted(held.id());
        assertThat(client.execute(question).data("case/hasSubjectChanged").asBoolean())
                .isFalse();
        house.run("update subjects.seller set name = 'Another name' where id = '%s'".formatted(Workplace.uuid(seller)));
        assertThat(client.execute(question).data("case/hasSubjectChanged").asBoolean())
                .isTrue();
        desk.mutate(
                "snapshotSubject", "snapshot { sha256 }", Map.of("case", held.id(), "reviewer", house.person("Ann")));
        assertThat(client.execute(question).data("case/hasSubjectChanged").asBoolean())
                .isFalse();
        desk.decide(held, "Ann", "NO_VIOLATION");
        assertThat(client.execute(question)
                        .data("case/decisions/nodes/0/hasSubjectChanged")
                        .asBoolean())
                .isFalse();
    }

    /** Whatever others have looked at since, and unless she names another picture. */
    @Test
    void restsOnWhatItsDeciderSaw() {
        var listing = house.listingOf(house.seller("BUSINESS", "JP"));
        var held = desk.claimed(listing, "Ann");
        var first = latest(held);
        var second = snapshot(held, listing, "Two lamps", "Bea");
        assertThat(second).isNotEqualTo(first);
        desk.decide(held, "Ann", "NO_VIOLATION");
        assertThat(evidence(held)).isEqualTo(first);
        var own = desk.claimed(listing, "Ann");
        var taken = snapshot(own, listing, "Three lamps", "Ann");
        snapshot(own, listing, "Four lamps", "Bea");
        desk.decide(own, "Ann", "NO_VIOLATION");
        assertThat(evidence(own)).isEqualTo(taken);
        var named = desk.claimed(listing, "Ann");
        var others = snapshot(named, listing, "Five lamps", "Bea");
        desk.decide(
                named, "Ann", "NO_VIOLATION", "snapshot", GlobalId.encode("SubjectSnapshot", UUID.fromString(others)));
        assertThat(evidence(named)).isEqualTo(others);
        assertThat(house.rows("""
                select a.action, a.after ->> 'taken_by' = r.id::text, a.after ? 'payload'
                from audit.audit_event a, vendors.reviewer r
                where a.entity_type = 'SubjectSnapshot' and a.entity_id = '%s' and r.name = 'Bea'""".formatted(second))).containsExactly("CREATED|t|f");
        assertThat(house.value("select count(*) from audit.audit_event where entity_id = '%s'".formatted(first)))
                .as("nobody asked for it")
                .isEqualTo("0");
        var foreign = desk.claimed(house.listingOf(house.seller("BUSINESS", "JP")), "Ann");
        var input = desk.decision(
                foreign,
                "Ann",
                "NO_VIOLATION",
                "snapshot",
                GlobalId.encode("SubjectSnapshot", UUID.fromString(others)));
        assertThat(desk.refused("decideCase", input)).containsExactly("SNAPSHOT_UNKNOWN input.snapshot");
        house.run("""
                insert into cases.subject_snapshot (case_id, payload, taken_at)
                select '%s', '{}', now() from generate_series(1, 99)""".formatted(foreign.uuid()));
        assertThat(desk.refused("snapshotSubject", Map.of("case", foreign.id())))
                .containsExactly("TOO_MANY_SNAPSHOTS input.case");
        desk.decide(foreign, "Ann", "NO_VIOLATION");
    }

    private String latest(Desk.Held held) {
        return house.value(
                "select id from cases.subject_snapshot where case_id = '%s' order by taken_at desc, id desc limit 1"
                        .formatted(held.uuid()));
    }

    /** Of a listing that has got another title. */
    private String snapshot(Desk.Held held, String listing, String title, String by) {
        house.run("update subjects.product_listing set title = '%s' where id = '%s'"
                .formatted(title, Workplace.uuid(listing)));
        desk.mutate("snapshotSubject", "snapshot { id }", Map.of("case", held.id(), "reviewer", house.person(by)));
        return latest(held);
    }

    private String evidence(Desk.Held held) {
        return house.value("select snapshot_id from decisions.decision where case_id = '%s'".formatted(held.uuid()));
    }

    /** It says which kind of subject it is of, and a time in one way only. */
    @Test
    void takesTheSamePictureInEveryTimeZone() throws SQLException {
        var seller = Workplace.uuid(house.seller("BUSINESS", "JP"));
        house.run("update subjects.seller set trader_verified_at = '2025-07-01T12:00:00Z' where id = '%s'"
                .formatted(seller));
        for (var zone : List.of("UTC", "Asia/Tokyo", "America/Lima")) {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("set timezone to '%s'".formatted(zone));
                var picture = statement.executeQuery(
                        "select p ->> 'kind', p ->> 'traderVerifiedAt' from subjects.picture('SELLER', '%s', null, null, null, null) p"
                                .formatted(seller));
                picture.next();
                assertThat(picture.getString(1)).isEqualTo("SELLER");
                assertThat(picture.getString(2)).as(zone).isEqualTo("2025-07-01T12:00:00+00:00");
            }
        }
    }

    @Test
    void isDoneOnceUnderOneKey() {
        var held = listingCase();
        var input = desk.decision(held, "Ann", "VIOLATION", "actions", List.of(action("LISTING_REMOVAL")));
        var first = desk.mutate("decideCase", Desk.DECIDED, input);
        var again = desk.mutate("decideCase", Desk.DECIDED, input);
        assertThat(again.path("wasRepeated").asBoolean()).isTrue();
        assertThat(again.path("decision")).isEqualTo(first.path("decision"));
        assertThat(house.value("select count(*) from decisions.decision where case_id = '%s'".formatted(held.uuid())))
                .isEqualTo("1");
    }

    @Test
    void decidesOnceOfTwoAtOnce() throws Exception {
        var held = listingCase();
        List<Callable<String>> both = new ArrayList<>();
        for (var outcome : List.of("NO_VIOLATION", "OUT_OF_SCOPE")) {
            both.add(() -> desk.send("decideCase", "case { state }", desk.decision(held, "Ann", outcome))
                    .data("decideCase/userErrors")
                    .toString());
        }
        var errors = AtOnce.all(both);
        assertThat(errors).filteredOn(error -> error.equals("[]")).hasSize(1);
        assertThat(errors)
                .filteredOn(error -> error.contains("INVALID_TRANSITION"))
                .hasSize(1);
        assertThat(house.value("select count(*) from decisions.decision where case_id = '%s'".formatted(held.uuid())))
                .isEqualTo("1");
    }

    @Test
    void refusesTheLateDecisionOfALeaseThatRanOut() {
        var held = listingCase();
        house.run(
                "update cases.lease set granted_at = now() - interval '1 hour', heartbeat_at = now() - interval '1 hour', expires_at = now() - interval '1 second' where ended_at is null and case_id = '%s'"
                        .formatted(held.uuid()));
        assertThat(desk.refused("decideCase", desk.decision(held, "Ann", "NO_VIOLATION")))
                .containsExactly("LEASE_EXPIRED input.leaseToken");
        assertThat(house.refusal(held.decisionByHand())).contains("holds no lease");
        house.run(
                "update cases.lease set expires_at = now() + interval '1 hour' where ended_at is null and case_id = '%s'"
                        .formatted(held.uuid()));
        desk.decide(held, "Ann", "NO_VIOLATION");
    }

    @Test
    void refusesTheDecisionOfALeaseThatWasTakenAway() {
        var held = listingCase();
        desk.mutate("revokeLease", "case { state }", Map.of("case", held.id()));
        assertThat(desk.refused("decideCase", desk.decision(held, "Ann", "NO_VIOLATION")))
                .containsExactly("LEASE_ENDED input.leaseToken");
        assertThat(desk.send("decideCase", "case { state }", desk.decision(held, "Ann", "NO_VIOLATION"))
                        .data("decideCase/userErrors/0/message")
                        .asString())
                .startsWith("A lead took the case away at 20");
        assertThat(house.refusal(held.decisionByHand())).contains("holds no lease");
        var again = desk.claim("Bea");
        assertThat(desk.refused("decideCase", desk.decision(held, "Ann", "NO_VIOLATION")))
                .containsExactly("LEASE_ENDED input.leaseToken");
        var hers = new Desk.Held(held.id(), again.token());
        assertThat(desk.refused("decideCase", desk.decision(hers, "Ann", "NO_VIOLATION")))
                .containsExactly("LEASE_OF_ANOTHER input.leaseToken");
        desk.decide(again, "Bea", "NO_VIOLATION");
    }

    @Test
    void writesInAsManyStatementsForOneMeasureAsForTwenty() throws SQLException {
        var few = statements(1);
        assertThat(statements(20)).isEqualTo(few);
        assertThat(few).isBetween(5, 40);
    }

    /** That the mutation sends; nothing of it stays. */
    private int statements(int measures) throws SQLException {
        var held = listingCase();
        var input = desk.decision(held, "Ann", "VIOLATION");
        var actions = IntStream.range(0, measures)
                .mapToObj(any -> action("HEALTH_POINTS", "points", 1, "isReversible", true))
                .toList();
        input.put("leaseToken", held.token());
        input.put("actions", actions);
        input.put("clauses", measures == 1 ? List.of(house.clause()) : List.of(house.clause(), house.clause("2")));
        var sent = new AtomicInteger();
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            var sql = DSL.using(CountedConnection.of(connection, sent), SQLDialect.POSTGRES);
            new DecideCase(work).run(new MutationCall(Caller.DOCKET, "a-test", new Arguments(input), sql));
            connection.rollback();
        }
        return sent.get();
    }
}
