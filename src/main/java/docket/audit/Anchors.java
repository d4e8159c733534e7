package docket.audit;

import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Anchors the ends of all chains together now and then, and tells the anchor to the log, where nobody with the database alone can change it. */
@Component
@EnableScheduling
@ConditionalOnWebApplication
class Anchors {
    private static final System.Logger LOG = System.getLogger(Anchors.class.getName());

    private final DSLContext sql;

    Anchors(DSLContext sql) {
        this.sql = sql;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "${docket.audit.anchor-every:10m}")
    void drop() {
        try {
            var anchor = AuditRepository.dropAnchor(sql);
            if (anchor != null) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "Audit anchor {0,number,#} over {1,number,#} events: {2}",
                        anchor.number(),
                        anchor.events(),
                        anchor.hash());
            }
        } catch (DataAccessException away) {
            LOG.log(System.Logger.Level.WARNING, "the audit was not anchored", away);
        }
    }
}
