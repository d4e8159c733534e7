package docket.demo;

import static docket.demo.History.MINUTE;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A vendor's site with its shifts. */
record Site(
        UUID id,
        Workforce.Vendor vendor,
        String name,
        String country,
        ZoneId zone,
        List<String> languages,
        List<Shift> shifts) {
    private static final int DAY_MINUTES = 1_440;

    /** In minutes of the local day; an end that is not later than the start is on the next day. */
    record Shift(String name, int starts, int ends) {
        boolean covers(int minute) {
            return starts < ends ? starts <= minute && minute < ends : minute >= starts || minute < ends;
        }
    }

    static Site of(Sheet.Line line, Workforce.Vendor vendor, UUID id) {
        var shifts = line.list(5, ",").stream().map(Site::shift).toList();
        return new Site(id, vendor, line.text(1), line.text(2), ZoneId.of(line.text(3)), line.list(4, ","), shifts);
    }

    private static Shift shift(String text) {
        var parts = text.split(" ");
        return new Shift(parts[0], minutes(parts[1]), minutes(parts[2]));
    }

    private static int minutes(String clock) {
        return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
    }

    void write(Rows rows, Dice dice, long founded) {
        rows.add(Table.VENDOR_SITE)
                .id(id)
                .id(vendor.id())
                .text(name)
                .text(country)
                .text(zone.getId())
                .texts(languages)
                .flag(true)
                .time(founded);
        for (var shift : shifts) {
            rows.add(Table.SITE_SHIFT)
                    .id(dice.id(founded))
                    .id(id)
                    .text(shift.name())
                    .timeOfDay(shift.starts())
                    .timeOfDay(shift.ends())
                    .time(founded);
        }
    }

    @Nullable
    String shiftAt(long time) {
        var minute = localMinute(time);
        for (var shift : shifts) {
            if (shift.covers(minute)) {
                return shift.name();
            }
        }
        return null;
    }

    /** That time, or a while into the next shift. */
    long whenStaffed(long time, Dice dice) {
        if (shiftAt(time) != null) {
            return time;
        }
        var minute = localMinute(time);
        var wait = shifts.stream()
                .mapToInt(shift -> Math.floorMod(shift.starts() - minute, DAY_MINUTES))
                .min()
                .orElse(0);
        return time + (wait + dice.between(1, 180)) * MINUTE;
    }

    private int localMinute(long time) {
        var offset = zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds();
        return (int) Math.floorMod(time / MINUTE + offset / 60, (long) DAY_MINUTES);
    }
}
