package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What the measures in force at the end of the history have made of accounts and items, one byte or number for each; and which companies had cases about sellers. */
final class Consequences {
    /** In rising order; the strongest measure counts. */
    static final byte NOTHING = 0;

    static final byte LIMITED = 1;
    static final byte GONE = 2;

    static final int FULL_HEALTH = 200;
    static final long POINTS_LAST = 180 * DAY;

    private final byte[] sellers;
    private final byte[] creators;
    private final byte[] listings;
    private final byte[] contents;
    private final int[] sellerPoints;
    private final int[] creatorPoints;
    private final Map<Integer, Set<UUID>> companies = new HashMap<>();

    Consequences(Subjects subjects) {
        sellers = new byte[subjects.sellers.count()];
        creators = new byte[subjects.creators.count()];
        listings = new byte[subjects.sellers.items()];
        contents = new byte[subjects.creators.items()];
        sellerPoints = new int[sellers.length];
        creatorPoints = new int[creators.length];
    }

    /** @param seller, creator, listing, content numbers of what is concerned, or -1 */
    void note(Measure measure, int seller, int creator, int listing, int content) {
        if (!measure.inForceAt(END)) {
            return;
        }
        switch (measure.kind()) {
            case "LISTING_REMOVAL" -> raise(listings, listing, GONE);
            case "LISTING_FREEZE" -> raise(listings, listing, LIMITED);
            case "CONTENT_REMOVAL" -> raise(contents, content, GONE);
            case "CONTENT_DISABLING", "AGE_RESTRICTION", "INTERACTION_RESTRICTION", "VISIBILITY_REDUCTION" ->
                raise(contents, content, LIMITED);
            case "SHOP_SUSPENSION" -> raise(sellers, seller, LIMITED);
            case "SHOP_TERMINATION" -> raise(sellers, seller, GONE);
            case "CREATOR_SUSPENSION" -> raise(creators, creator, LIMITED);
            case "CREATOR_TERMINATION" -> raise(creators, creator, GONE);
            case "HEALTH_POINTS" -> takePoints(measure.points(), seller, creator);
            default -> {}
        }
    }

    void noteCompany(int seller, UUID company) {
        companies.computeIfAbsent(seller, any -> new TreeSet<>()).add(company);
    }

    private static void raise(byte[] states, int number, byte state) {
        if (number >= 0) {
            states[number] = (byte) Math.max(states[number], state);
        }
    }

    private void takePoints(int points, int seller, int creator) {
        if (seller >= 0) {
            sellerPoints[seller] += points;
        } else if (creator >= 0) {
            creatorPoints[creator] += points;
        }
    }

    byte seller(int number) {
        return sellers[number];
    }

    byte creator(int number) {
        return creators[number];
    }

    byte listing(int number) {
        return listings[number];
    }

    byte content(int number) {
        return contents[number];
    }

    Set<UUID> companies(int seller) {
        return companies.getOrDefault(seller, Set.of());
    }

    int sellerHealth(int number) {
        return Math.max(0, FULL_HEALTH - sellerPoints[number]);
    }

    int creatorHealth(int number) {
        return Math.max(0, FULL_HEALTH - creatorPoints[number]);
    }
}
