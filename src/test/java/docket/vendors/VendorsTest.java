package docket.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import docket.sops.Knowledge;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DocketTest
class VendorsTest {
    private static final String BY_ID = """
            query($vendor: ID!, $site: ID!, $reviewer: ID!) {
              vendor(id: $vendor) {
                key name isActive
                sites { name timeZone shifts { name startsLocal endsLocal site { name } } }
                contracts { startsOn endsOn accuracyTarget ratePerHour ratePerCase vendor { key } }
                reviewers(first: 2) { nodes { name vendor { key } } totalCount { value isExact } }
              }
              vendorSite(id: $site) {
                name languages vendor { name }
                reviewers(last: 1, orderBy: { field: HIRED_ON }) { nodes { name hiredOn } }
              }
              reviewer(id: $reviewer) { name role languages site { name } skills { domain level reviewer { name } } }
            }
            """;

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void fill() throws Exception {
        Knowledge.fill(database);
    }

    @Test
    void answersVendorsWithSitesContractsAndPeople() {
        var answer = client.execute(
                BY_ID,
                Map.of("vendor", Knowledge.vendor(1), "site", Knowledge.site(1), "reviewer", Knowledge.reviewer(15)));
        var vendor = answer.data("vendor");
        assertThat(vendor.at("/sites")
                        .valueStream()
                        .map(site -> site.at("/name").asString()))
                .containsExactly("Baguio", "Cebu");
        assertThat(vendor.at("/sites/1/shifts/1")).hasToString("""
                {"name":"NIGHT","startsLocal":"22:00","endsLocal":"06:30","site":{"name":"Cebu"}}""");
        assertThat(vendor.at("/contracts/0")).hasToString("""
                {"startsOn":"2025-01-01","endsOn":null,"accuracyTarget":"0.9750","ratePerHour":null,\
                "ratePerCase":"0.3500","vendor":{"key":"knowledge-north"}}""");
        assertThat(vendor.at("/contracts/1/ratePerHour").asString()).isEqualTo("14.50");
        assertThat(vendor.at("/reviewers")).hasToString("""
                {"nodes":[{"name":"Knowledge Person 012","vendor":{"key":"knowledge-north"}},\
                {"name":"Knowledge Person 013","vendor":{"key":"knowledge-north"}}],\
                "totalCount":{"value":80,"isExact":true}}""");
        assertThat(answer.data("vendorSite")).hasToString("""
                {"name":"Cebu","languages":["en","ja"],"vendor":{"name":"North & Sons"},\
                "reviewers":{"nodes":[{"name":"Knowledge Person 012","hiredOn":"2023-01-13"}]}}""");
        assertThat(answer.data("reviewer")).hasToString("""
                {"name":"Knowledge Person 015","role":"REVIEWER","languages":["en"],"site":{"name":"Cebu"},\
                "skills":[{"domain":"IPR","level":"FULL","reviewer":{"name":"Knowledge Person 015"}},\
                {"domain":"SELLER","level":"FULL","reviewer":{"name":"Knowledge Person 015"}}]}""");
    }

    @Test
    void filtersVendorsAndPeople() {
        var answer = client.execute("""
                { vendors(filter: { key: { startsWith: "knowledge-" }, name: { contains: "NORTH" } }) { nodes { key } }
                  inHouse: reviewers(filter: { vendor: { isNull: true }, email: { startsWith: "knowledge-" } }) {
                    totalCount { value } nodes { site { name } vendor { name } }
                  }
                  skilled: reviewers(filter: { name: { matches: "knowledge person" }, skills: { has: IPR },
                      languages: { has: "ja" }, role: { notIn: [SOP_OWNER] } }) { totalCount { value } }
                }
                """);
        assertThat(answer.data("vendors/nodes")).hasToString("[{\"key\":\"knowledge-north\"}]");
        assertThat(answer.data("inHouse/totalCount/value").asInt()).isEqualTo(10);
        assertThat(answer.data("inHouse/nodes/0")).hasToString("{\"site\":null,\"vendor\":null}");
        assertThat(answer.data("skilled/totalCount/value").asInt()).isEqualTo(12);
    }

    @Test
    void asksAsManyStatementsForOneVendorAsForAll() {
        var query = """
                query($first: Int!) { reviewers(first: $first, filter: { email: { startsWith: "knowledge-1" } }) { nodes {
                  name site { name vendor { name sites { name } } shifts { name } }
                  vendor { contracts { startsOn } reviewers(first: 3) { nodes { name skills { domain } } } }
                  ownedSops(first: 2) { nodes { key } } stewardedSops(first: 2) { nodes { key } }
                  authoredSopVersions(first: 1) { nodes { semver } } acknowledgements(first: 1) { nodes { status } }
                } } }
                """;
        var few = client.explain(query, Map.of("first", 5));
        var many = client.explain(query, Map.of("first", 40));
        assertThat(many.data("reviewers/nodes").size()).isEqualTo(40);
        assertThat(few.data("reviewers/nodes").size()).isEqualTo(5);
        assertThat(many.statements()).hasSameSizeAs(few.statements()).hasSizeLessThan(20);
    }
}
