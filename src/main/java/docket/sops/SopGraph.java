package docket.sops;

import static docket.sops.SopRepository.SOPS;
import static docket.sops.SopRepository.STEPS;
import static docket.sops.SopRepository.TOPICS;
import static docket.sops.SopRepository.VERSIONS;
import static docket.sops.UpdateRepository.ACKNOWLEDGEMENTS;
import static docket.sops.UpdateRepository.UPDATES;
import static docketdb.sops.Tables.POLICY_UPDATE;
import static docketdb.sops.Tables.SOP;
import static docketdb.sops.Tables.SOP_STEP;
import static docketdb.sops.Tables.SOP_VERSION;
import static docketdb.sops.Tables.TOPIC;

import docket.platform.graph.Feature;
import docket.platform.graph.FieldCall;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import docket.platform.search.SearchRequest;
import docket.platform.search.Snippets;
import docket.policies.Policies;
import docket.policies.Policy;
import docket.policies.PolicyClause;
import docket.vendors.Reviewer;
import docket.vendors.Vendors;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How topics, procedures, versions and steps of {@code sops.graphqls} get their values. */
@Component
final class SopGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("sop", "Sop", SOPS.entity()).page("sops", SOPS);
        graph.one("sopVersion", "SopVersion", VERSIONS.entity()).page("sopVersions", VERSIONS);
        graph.one("topic", "Topic", TOPICS.entity()).page("topics", TOPICS);

        graph.query("searchSops", SopGraph::search);
        graph.value("SopSearchHit", SopSearchHit.class)
                .batch("snippet", Snippets::of)
                .toOne("version", SopSearchHit::id, VERSIONS.entity());

        graph.node("Topic", TOPICS.entity())
                .toOne("parent", Topic::parentId, TOPICS.entity())
                .toMany("children", Topic::id, TOPICS.entity().allBy(TOPIC.PARENT_ID, TOPIC.NAME.asc()))
                .connection("sops", Topic::id, SOPS, Relation.by(SOP.TOPIC_ID));
        graph.node("Sop", SOPS.entity())
                .toOne("topic", Sop::topicId, TOPICS.entity())
                .toOne("owner", Sop::ownerId, Vendors.REVIEWERS)
                .toOne("steward", Sop::stewardId, Vendors.REVIEWERS)
                .value("reviewDueOn", Sop::reviewDueOn)
                .connection("clauses", Sop::id, Policies.CLAUSE_LISTING, SopRepository.CLAUSES_BELOW_SOP)
                .connection("versions", Sop::id, VERSIONS, Relation.by(SOP_VERSION.SOP_ID))
                .batch("effectiveVersion", SopGraph::effectiveVersions);
        wireVersion(graph);
        wireBackwards(graph);
    }

    private static void wireVersion(Graph graph) {
        graph.node("SopVersion", VERSIONS.entity())
                .toOne("sop", SopVersion::sopId, SOPS.entity())
                .toOne("sourceVersion", SopVersion::sourceVersionId, VERSIONS.entity())
                .toMany(
                        "translations",
                        SopVersion::id,
                        VERSIONS.entity()
                                .allBy(SOP_VERSION.SOURCE_VERSION_ID, SOP_VERSION.LOCALE.asc(), SOP_VERSION.ID.asc()))
                .toMany("steps", SopVersion::id, STEPS.allBy(SOP_STEP.SOP_VERSION_ID, SOP_STEP.POSITION.asc()))
                .toOne("author", SopVersion::authorId, Vendors.REVIEWERS)
                .toOne("approver", SopVersion::approverId, Vendors.REVIEWERS)
                .toOne("legalApprover", SopVersion::legalApproverId, Vendors.REVIEWERS)
                .connection("updates", SopVersion::id, UPDATES, Relation.by(POLICY_UPDATE.SOP_VERSION_ID))
                .connection("acknowledgements", SopVersion::id, ACKNOWLEDGEMENTS, UpdateRepository.BELOW_VERSION);
        graph.node("SopStep", STEPS).toOne("version", SopStep::sopVersionId, VERSIONS.entity());
    }

    private static void wireBackwards(Graph graph) {
        graph.extend("Reviewer", Reviewer.class)
                .connection("ownedSops", Reviewer::id, SOPS, Relation.by(SOP.OWNER_ID))
                .connection("stewardedSops", Reviewer::id, SOPS, Relation.by(SOP.STEWARD_ID))
                .connection("authoredSopVersions", Reviewer::id, VERSIONS, Relation.by(SOP_VERSION.AUTHOR_ID));
        graph.extend("Policy", Policy.class).connection("sops", Policy::id, SOPS, SopRepository.BELOW_POLICY);
        graph.extend("PolicyClause", PolicyClause.class)
                .connection("sops", PolicyClause::id, SOPS, SopRepository.BELOW_CLAUSE)
                .connection("updates", PolicyClause::id, UPDATES, Relation.by(POLICY_UPDATE.POLICY_CLAUSE_ID));
    }

    private static List<SopSearchHit> search(FieldCall call) {
        var arguments = call.arguments();
        var which = SopRepository.searched(
                arguments.optionalString("locale"),
                arguments.optionalString("market"),
                arguments.required("everyVersion", Boolean.class));
        return SopRepository.SEARCH.hits(call.db(), SearchRequest.of(arguments), which, SopSearchHit::new);
    }

    private static List<@Nullable SopVersion> effectiveVersions(List<Sop> sops, FieldCall call) {
        var ids = sops.stream().map(Sop::id).collect(Collectors.toSet());
        var arguments = call.arguments();
        var found = SopRepository.effectiveVersions(
                call.db(), ids, arguments.string("locale"), arguments.optionalString("market"), (Instant)
                        arguments.values().get("at"));
        return sops.stream()
                .<@Nullable SopVersion>map(sop -> found.get(sop.id()))
                .toList();
    }
}
