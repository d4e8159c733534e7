package docket.audit;

import docket.audit.AuditRepository.Written;
import docket.platform.audit.Actor;
import docket.platform.audit.AuditNote;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and refusals on their way into the audit: the first of its kind at once, those like it when its minute is over, as one. Of more than a hundred
 * kinds by one caller in one minute the rest counts as one kind of that caller, so that nobody can fill a disk by asking, and nobody hides among
 * others. Strangers count as one caller, who has a thousand.
 */
final class Repeats {
    private static final int MOST_KINDS = 100;
    private static final int MOST_OF_STRANGERS = 1_000;
    private static final String STRANGERS = "strangers";
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final Map<Kind, Alike> minute = new LinkedHashMap<>();
    private final Map<String, Integer> kinds = new HashMap<>();

    private static boolean isStranger(Actor actor) {
        return actor.kind() == Actor.Kind.UNKNOWN;
    }

    private static String counted(Actor actor) {
        return isStranger(actor) ? STRANGERS : actor.id();
    }

    private static AuditNote ofTheRest(AuditNote note) {
        var actor = note.actor();
        var most = isStranger(actor) ? MOST_OF_STRANGERS : MOST_KINDS;
        var rest = isStranger(actor)
                ? new Actor(Actor.Kind.UNKNOWN, "all others", null, null, null)
                : new Actor(actor.kind(), actor.id(), actor.tokenId(), null, null);
        return new AuditNote(
                note.action(), rest, null, null, null, "of more than %d kinds in one minute".formatted(most));
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
        var most = isStranger(note.actor()) ? MOST_OF_STRANGERS : MOST_KINDS;
        if (!minute.containsKey(kind) && kinds.getOrDefault(counted(note.actor()), 0) >= most) {
            note = ofTheRest(note);
            kind = Kind.of(note);
        }
        var alike = minute.get(kind);
        if (alike == null) {
            alike = new Alike(note, at);
            minute.put(kind, alike);
            kinds.merge(counted(note.actor()), 1, Integer::sum);
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
                kinds.computeIfPresent(counted(alike.first.actor()), (any, count) -> count > 1 ? count - 1 : null);
            }
        }
    }
}
