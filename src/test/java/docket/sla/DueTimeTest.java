package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** When a decision is due, each worked by hand: the name of a row says how. */
class DueTimeTest {
    private static final Map<String, WorkingHours> HOURS = Map.of(
            "always", WorkingHours.ALWAYS,
            "berlin",
                    hours(
                            "Europe/Berlin",
                            "1-5 08:00-18:00",
                            "2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-12-25 2026-12-26"),
            "madrid", hours("Europe/Madrid", "1-5 09:00-14:00 16:00-20:00", ""),
            "newyork", hours("America/New_York", "1-5 09:00-18:00", "2026-11-26"),
            "tokyo", hours("Asia/Tokyo", "1-5 09:00-18:00", "2026-04-29 2026-05-03 2026-05-04 2026-05-05 2026-05-06"),
            "night", hours("Europe/Berlin", "1-7 00:00-06:00 22:00-24:00", ""),
            "gap", hours("Europe/Berlin", "1-7 02:30-06:00", ""),
            "overlap", hours("Europe/Berlin", "1-7 01:00-02:30", ""),
            "saturday", hours("Europe/Berlin", "6-6 10:00-12:00", ""),
            "announced",
                    new WorkingHours(
                            ZoneId.of("Europe/Berlin"),
                            week("1-5 08:00-18:00"),
                            List.of(new WorkingHours.Holiday(
                                    LocalDate.parse("2026-02-02"),
                                    "A day of mourning",
                                    Instant.parse("2026-01-20T00:00:00Z")))));

    private static final Map<String, String> WHOLE_DAYS =
            Map.of("allday", "Europe/Berlin", "nyday", "America/New_York", "lordhowe", "Australia/Lord_Howe");

    private static WorkingHours hours(String zone, String week, String holidays) {
        var days = Arrays.stream(holidays.split(" "))
                .filter(day -> !day.isEmpty())
                .map(day -> new WorkingHours.Holiday(LocalDate.parse(day), "holiday", Instant.MIN))
                .toList();
        return new WorkingHours(ZoneId.of(zone), week(week), days);
    }

    /** As "1-5 09:00-14:00 16:00-20:00". */
    private static List<WorkingHours.Stretch> week(String text) {
        var parts = text.split(" ");
        return IntStream.rangeClosed(parts[0].charAt(0) - '0', parts[0].charAt(2) - '0')
                .boxed()
                .flatMap(weekday -> Stream.of(parts)
                        .skip(1)
                        .map(part -> new WorkingHours.Stretch(
                                weekday, minute(part.substring(0, 5)), minute(part.substring(6)))))
                .toList();
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "due.csv", delimiter = '|', numLinesToSkip = 1)
    void isWorkedByHand(String why, String hours, String minutes, String events, String due, SlaStatus status) {
        var replays = CaseReplay.of(
                events(events), List.of(), new PromiseBook.Subject(null, null, null, null), book(hours, minutes));
        var reading = replays.stream()
                .filter(replay -> replay.call().kind() == SlaClockKind.DECISION)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .reading();
        assertThat(reading.dueAt()).isEqualTo(due.equals("-") ? null : at(due));
        var beforeDue =
                reading.dueAt() == null ? Instant.EPOCH : reading.dueAt().minusSeconds(1);
        assertThat(reading.status(beforeDue)).isEqualTo(status);
    }

    @Test
    void hasEnoughRows() throws Exception {
        try (var file = Objects.requireNonNull(DueTimeTest.class.getResourceAsStream("due.csv"))) {
            assertThat(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines())
                    .hasSizeGreaterThan(80);
        }
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** As "480" or "480 until 2026-06-01T00:00Z then 240". */
    private static PromiseBook book(String hours, String minutes) {
        var zone = WHOLE_DAYS.get(hours);
        var calendar = zone == null ? Objects.requireNonNull(HOURS.get(hours)) : hours(zone, "1-7 00:00-24:00", "");
        var parts = minutes.split(" until | then ");
        var offers = new ArrayList<PromiseBook.Offer>();
        offers.add(offer(calendar, parts[0], Instant.MIN, parts.length > 1 ? at(parts[1]) : null));
        if (parts.length > 1) {
            offers.add(offer(calendar, parts[2], at(parts[1]), null));
        }
        return PromiseBook.of(1, offers);
    }

    private static PromiseBook.Offer offer(WorkingHours hours, String minutes, Instant from, @Nullable Instant to) {
        var promise = new Promise(
                UUID.randomUUID(),
                Duration.ofMinutes(Long.parseLong(minutes)),
                Duration.ZERO,
                Set.of(
                        "AWAITING_SELLER",
                        "AWAITING_REPORTER",
                        "AWAITING_AUTHORITY",
                        "AWAITING_EXPERT",
                        "AWAITING_RULING"),
                hours);
        return new PromiseBook.Offer(
                SlaClockKind.DECISION,
                SlaAgreement.SLA,
                new PromiseBook.Subject(null, null, null, null),
                "decide",
                from,
                to,
                promise);
    }

    /** As "IN 2026-01-13T08:00Z; HOLD 2026-01-13T10:00Z AWAITING_SELLER; ON …". */
    private static List<CaseEvent> events(String text) {
        return Arrays.stream(text.split("; "))
                .map(event -> event.split(" "))
                .flatMap(parts -> events(parts[0], at(parts[1]), parts.length > 2 ? parts[2] : null))
                .collect(Collectors.toList());
    }

    private static Stream<CaseEvent> events(String word, Instant at, @Nullable String reason) {
        return switch (word) {
            case "IN" ->
                Stream.of(
                        new CaseEvent("RECEIVED", "RECEIVED", at, false, null, null, null, false, null),
                        new CaseEvent("QUEUED", "QUEUED", at, true, null, null, null, false, null),
                        new CaseEvent("CLAIMED", "IN_REVIEW", at, false, null, null, null, false, null));
            case "HOLD" -> Stream.of(new CaseEvent("HELD", "ON_HOLD", at, false, null, reason, null, false, null));
            case "ON" ->
                Stream.of(
                        new CaseEvent("RESUMED", "QUEUED", at, false, null, null, null, false, null),
                        new CaseEvent("CLAIMED", "IN_REVIEW", at, false, null, null, null, false, null));
            case "RULED" -> Stream.of(new CaseEvent("RULED", "DECIDED", at, false, null, null, false, false, null));
            case "DECIDED" -> Stream.of(new CaseEvent("DECIDED", "DECIDED", at, false, null, null, false, false, null));
            case "REOPENED" -> Stream.of(new CaseEvent("REOPENED", "QUEUED", at, false, null, null, null, false, null));
            case "ESCALATED", "CLOSED", "CANCELLED" ->
                Stream.of(new CaseEvent(word, word, at, false, null, null, null, false, null));
            default -> throw new IllegalArgumentException(word);
        };
    }

    /** There is a horizon, and whoever comes to it is told. */
    @Test
    void promisesEndBeforeTheYear10000() {
        var hours = Objects.requireNonNull(HOURS.get("saturday"));
        var start = Instant.parse("2026-01-12T00:00:00Z");
        assertThat(hours.add(start, Duration.ofDays(30_000)))
                .as("360,000 Saturdays of two hours")
                .isEqualTo(LocalDate.parse("2026-01-17")
                        .plusWeeks(359_999)
                        .atTime(12, 0)
                        .atZone(hours.zone())
                        .toInstant());
        assertThatThrownBy(() -> hours.add(start, Duration.ofDays(40_000)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("do not pass before the year 10000");
    }
}
