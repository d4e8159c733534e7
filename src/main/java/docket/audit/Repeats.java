package docket.audit;

import docket.audit.AuditRepository.Written;
import docket.platform.audit.Actor;
import docket.platform.audit.AuditNote;
import docket.platform.audit.AuditNote.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and refusals on their way into the audit: the first of its kind at once, those like it when its minute is over, as one. Of more than a thousand
 * kinds in one minute the rest counts as one kind, so that nobody can fill a disk by asking.
 */
final class Repeats {
    private static final int MOST_KINDS = 1_000;
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final AuditNote ofAllOthers;
    private final Map<Kind, Alike> minute = new LinkedHashMap<>();

    Repeats(Action action) {
        ofAllOthers = new AuditNote(
                action,
                new Actor(Actor.Kind.UNKNOWN, "all others", null, null, null),
                null,
                null,
                null,
                "of more than %d kinds in one minute".formatted(MOST_KINDS));
    }

    private record Kind(
            String actor,
            @Nullable String address,
            @Nullable String entityType,
            @Nullable UUID entityId,
            String detail) {
        static Kind of(AuditNote note) {
            return new Kind(note.actor().id(), note.address(), note.entityType(), note.entityId(), note.detail());
        }
    }

    private static final class Alike {
        final AuditNote first;
        final Instant since;
        Instant unwrittenSince;
        int unwritten;
        boolean isWritten;

        Alike(AuditNote first, Instant since) {
            this.first = first;
            this.since = since;
            this.unwrittenSince = since;
        }
    }

    synchronized void add(AuditNote note, Instant at) {
        var kind = Kind.of(note);
        var known = minute.get(kind);
        if (known == null && minute.size() >= MOST_KINDS) {
            note = ofAllOthers;
            kind = Kind.of(note);
        }
        var alike = minute.get(kind);
        if (alike == null) {
            alike = new Alike(note, at);
            minute.put(kind, alike);
        }
        if (alike.unwritten++ == 0) {
            alike.unwrittenSince = at;
        }
    }

    synchronized void drainTo(List<Written> events, Instant now) {
        for (var each = minute.values().iterator(); each.hasNext(); ) {
            var alike = each.next();
            var isOver = now.isAfter(alike.since.plus(TOGETHER));
            if (alike.unwritten > 0 && (isOver || !alike.isWritten)) {
                events.add(new Written(alike.first, alike.unwrittenSince, alike.unwritten));
                alike.unwritten = 0;
                alike.isWritten = true;
            }
            if (isOver) {
                each.remove();
            }
        }
    }
}
