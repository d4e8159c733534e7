package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Search of cases, as the house and as a company, beside what a plain reading of every row finds. */
@DocketTest(demoCases = 6_000)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseSearchTest {
    private static final int CANDIDATES = 50;
    private static final String SEARCH =
            "query($text: String!, $market: CountryCode) { searchCases(text: $text, market: $market, first: 50) { rank case { id number } } }";
    private static final String LIST =
            "query($text: String!) { cases(first: 1, filter: { text: { matches: $text } }) { totalCount { value isExact } } }";

    @Autowired
    GraphClient administrator;

    @Autowired
    TestDatabase database;

    private @Nullable UUID vendor;
    private final List<String> texts = new ArrayList<>();

    /** So that words of most cases are in none of the newest, and numbers are missing in between. */
    private void addLaterCases() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("select setval(pg_get_serial_sequence('cases.moderation_case', 'number'), 12000)");
            statement.execute("""
                    insert into cases.moderation_case (
                        domain, subject_kind, seller_id, creator_id, listing_id, content_id, ipr_claim_id, title, summary, severity, state, queue_id,
                        vendor_id, market, language, source_type, source_detail, priority_rank, received_at, queued_at)
                    select
                        domain, subject_kind, seller_id, creator_id, listing_id, content_id, ipr_claim_id, 'Later', 'Nothing alike', severity, 'QUEUED', queue_id,
                        vendor_id, market, language, source_type, source_detail, priority_rank, received_at, queued_at
                    from cases.moderation_case where state = 'QUEUED' and queue_id is not null limit 60""");
        }
    }

    /** Words that nearly every case holds, words that one does, such that only old cases do, parts of words of a script without spaces. */
    @BeforeAll
    void chooseWords() throws SQLException {
        vendor = UUID.fromString(
                one(
                        "select vendor_id from cases.moderation_case where vendor_id is not null group by 1 order by count(*) desc limit 1"));
        addLaterCases();
        texts.addAll(strings("""
                select word from (
                    select word, row_number() over (partition by width_bucket(ln(ndoc), 0, ln(20000), 8) order by md5(word)) as place
                    from ts_stat('select platform.search_vector(title, summary) from cases.moderation_case')) word
                where place <= 6 and length(word) > 1"""));
        texts.addAll(List.of(
                "購入",
                "販売",
                "者",
                "buyer report",
                "購入者 listing",
                "購入者から通報",
                "nothingholdsthis",
                "!",
                "buyer's 'report",
                "c:\\temp\\buyer"));
        texts.addAll(strings("""
                select word from ts_stat('select platform.search_vector(title, summary) from cases.moderation_case where number < 300') old
                where length(word) > 2 and not exists (
                    select from cases.moderation_case where number > 600 and platform.search_vector(title, summary) @@ quote_literal(word)::tsquery)
                order by md5(word) limit 5"""));
        assertThat(texts).hasSizeGreaterThan(30);
    }

    private List<String> strings(String sql) throws SQLException {
        return OwnRows.strings(database, sql).stream().sorted().toList();
    }

    private String one(String sql) throws SQLException {
        return strings(sql).getFirst();
    }

    private GraphClient company() {
        return administrator.as(TestTokens.ofVendor(database, Objects.requireNonNull(vendor)));
    }

    /** Ids of matching cases, newest first. */
    private List<String> matching(String text, String which) throws SQLException {
        var ids = new ArrayList<String>();
        try (var connection = database.connect();
                var query = connection.prepareStatement(
                        "select id from cases.moderation_case where platform.search_vector(title, summary) @@ platform.search_query(?) and "
                                + which + " order by number desc")) {
            query.setString(1, text);
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(GlobalId.encode("Case", rows.getObject(1, UUID.class)));
            }
        }
        return ids;
    }

    private static List<JsonNode> hits(GraphClient client, String text, @Nullable String market) {
        var variables = new HashMap<String, Object>();
        variables.put("text", text);
        if (market != null) {
            variables.put("market", market);
        }
        return client.execute(SEARCH, variables)
                .data("searchCases")
                .valueStream()
                .toList();
    }

    private static Set<String> ids(List<JsonNode> hits) {
        return hits.stream().map(hit -> hit.at("/case/id").asString()).collect(Collectors.toSet());
    }

    private void requireNewest(GraphClient client, String text, @Nullable String market, String which)
            throws SQLException {
        var all = matching(text, which);
        var newest = all.subList(0, Math.min(CANDIDATES, all.size()));
        var hits = hits(client, text, market);
        assertThat(hits).as(text).hasSize(newest.size());
        assertThat(ids(hits)).as(text).containsExactlyInAnyOrderElementsOf(newest);
        assertThat(hits.stream().map(hit -> -hit.at("/rank").asDouble()).toList())
                .as(text)
                .isSorted();
    }

    /** So that the clock tells nothing of how frequent a word is with others. */
    @Test
    void aCompanyReadsNoListOfOthers() throws SQLException {
        assertThat(strings("""
                        select word from (
                            select vendor_id, unnest(tsvector_to_array(cases.company_vector(number, vendor_id, market, title, summary))) as word
                            from cases.case_text where vendor_id is not null) listed
                        group by word having count(distinct vendor_id) > 1""")).isEmpty();
        try (var connection = database.connect();
                var query =
                        connection.prepareStatement("select cases.company_query(?, ?)::text, cases.company_mark(?)")) {
            for (var text : texts) {
                query.setString(1, text);
                query.setObject(2, vendor);
                query.setObject(3, vendor);
                var row = query.executeQuery();
                assertThat(row.next()).isTrue();
                var asked = Objects.requireNonNullElse(row.getString(1), "");
                var mark = row.getString(2) + "'";
                assertThat(asked.isEmpty() ? new String[0] : asked.split(" & "))
                        .as(text)
                        .allMatch(word -> word.endsWith(mark));
            }
        }
    }

    @Test
    void theHouseFindsTheNewestOfAll() throws SQLException {
        var frequent = 0;
        for (var text : texts) {
            requireNewest(administrator, text, null, "true");
            requireNewest(administrator, text, "JP", "market = 'JP'");
            frequent += matching(text, "true").size() > 5 * CANDIDATES ? 1 : 0;
        }
        assertThat(frequent).isGreaterThan(2);
    }

    @Test
    void aCompanyFindsTheNewestOfItsOwn() throws SQLException {
        var own = "vendor_id = '%s'".formatted(vendor);
        for (var text : texts) {
            requireNewest(company(), text, null, own);
            requireNewest(company(), text, "JP", own + " and market = 'JP'");
        }
    }

    /** A list by words leaves nothing out. */
    @Test
    void listsHoldAllOfThem() throws SQLException {
        for (var text : texts) {
            var all = matching(text, "true").size();
            var count = administrator.execute(LIST, Map.of("text", text)).data("cases/totalCount");
            assertThat(count.at("/value").asInt()).as(text).isEqualTo(Math.min(all, 10_000));
            assertThat(count.at("/isExact").asBoolean()).as(text).isEqualTo(all <= 10_000);
            var own = matching(text, "vendor_id = '%s'".formatted(vendor)).size();
            assertThat(company()
                            .execute(LIST, Map.of("text", text))
                            .data("cases/totalCount/value")
                            .asInt())
                    .as(text)
                    .isEqualTo(own);
        }
    }
}
