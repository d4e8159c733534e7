package docket.audit;

import static docket.audit.AuditRepository.EVENTS;
import static docketdb.audit.Tables.AUDIT_EVENT;

import docket.access.ApiToken;
import docket.access.ApiTokens;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import org.springframework.stereotype.Component;

/** How the fields of {@code audit.graphqls} get their values. */
@Component
final class AuditGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("auditEvent", "AuditEvent", EVENTS.entity()).page("auditEvents", EVENTS);
        graph.node("AuditEvent", EVENTS.entity())
                .toOne("token", AuditEvent::tokenId, ApiTokens.TOKENS)
                .value("entityId", AuditEvent::entity)
                .value("changes", AuditEvent::changes);
        graph.value("AuditChange", AuditEvent.Change.class);
        graph.extend("ApiToken", ApiToken.class)
                .connection("auditEvents", ApiToken::id, EVENTS, Relation.by(AUDIT_EVENT.ENTITY_ID));
    }
}
