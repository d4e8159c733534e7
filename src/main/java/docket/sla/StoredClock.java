package docket.sla;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clock of a case as its row has it. */
record StoredClock(
        UUID id,
        UUID caseId,
        UUID policyId,
        SlaClockKind kind,
        SlaAgreement agreement,
        @Nullable UUID vendorId,
        SlaStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant stoppedAt,
        List<Pause> pauses) {

    /** @param reason as {@code sla_pause} words it */
    record Pause(String reason, Instant from, @Nullable Instant to) {
        static Pause of(ClockReading.Pause pause) {
            return new Pause(word(pause.reason()), pause.from(), pause.to());
        }

        private static String word(String reason) {
            return switch (reason) {
                case "AWAITING_RULING", "AWAITING_EVIDENCE" -> reason;
                default -> "ON_HOLD";
            };
        }
    }

    /** Without its pauses. */
    static StoredClock of(SlaClock clock) {
        return new StoredClock(
                clock.id(),
                clock.caseId(),
                clock.slaPolicyId(),
                SlaClockKind.valueOf(clock.clockKind()),
                SlaAgreement.valueOf(clock.agreement()),
                clock.vendorId(),
                SlaStatus.valueOf(clock.status()),
                clock.startedAt(),
                clock.dueAt(),
                clock.stoppedAt(),
                List.of());
    }

    /** Whether it is the one that was called for. What has not started is the only one of its kind. */
    boolean answers(ClockCall call, SlaAgreement to) {
        return kind == call.kind()
                && agreement == to
                && (agreement != SlaAgreement.VENDOR_CONTRACT || Objects.equals(vendorId, call.vendorId()))
                && (startedAt == null || startedAt.equals(call.startedAt()));
    }

    /** Whether the events tell the same. */
    boolean says(ClockReading reading, SlaStatus told) {
        return Objects.equals(startedAt, reading.startedAt())
                && Objects.equals(dueAt, reading.dueAt())
                && Objects.equals(stoppedAt, reading.stoppedAt())
                && status == told
                && pauses.equals(reading.pauses().stream().map(Pause::of).toList());
    }
}
