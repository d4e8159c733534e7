package docket.demo;

import java.util.List;
import java.util.UUID;

/** Drafts a case from its number alone, so that any case can be known while another one is told. */
final class CaseDrafts {
    private static final double MERGED = 0.015;
    private static final double CANCELLED = 0.012;
    private static final int LOOK_BACK = 200;

    private final Arrivals arrivals;
    private final Subjects subjects;
    private final Rulebook rulebook;
    private final Weighted<Market> markets;
    private final Weighted<Domain> domains = new Weighted<>(List.of(Domain.values()), domain -> domain.weight);

    CaseDrafts(Arrivals arrivals, Subjects subjects, Rulebook rulebook, List<Market> markets) {
        this.arrivals = arrivals;
        this.subjects = subjects;
        this.rulebook = rulebook;
        this.markets = new Weighted<>(markets, Market::weight);
    }

    UUID id(int index, long receivedAt) {
        return Dice.of("case-id", index).id(receivedAt);
    }

    long receivedAt(int index) {
        return arrivals.receivedAt(index);
    }

    CaseDraft draft(int index) {
        var draft = draftAlone(index);
        if (draft.fate() != CaseDraft.Fate.MERGED) {
            return draft;
        }
        for (var other = index - 1; other >= 0 && other > index - LOOK_BACK; other--) {
            var target = draftAlone(other);
            if (target.fate() == CaseDraft.Fate.PEOPLE) {
                return draft.into(target);
            }
        }
        return withFate(draft, CaseDraft.Fate.PEOPLE);
    }

    private CaseDraft draftAlone(int index) {
        var dice = Dice.of("draft", index);
        var receivedAt = arrivals.receivedAt(index);
        var domain = domains.pick(dice);
        var market = markets.pick(dice);
        var fate = fate(domain, dice);
        var severity = severity(fate, dice);
        var source = source(domain, fate, dice);
        var kind = subjectKind(domain, dice);
        var ofCreator =
                kind.equals("CONTENT") || kind.equals("CREATOR") || (kind.equals("IPR_CLAIM") && dice.chance(0.22));
        var seller = ofCreator ? -1 : subjects.sellers.pick(market, dice);
        var creator = ofCreator ? subjects.creators.pick(market, dice) : -1;
        var item = kind.equals("SELLER") || kind.equals("CREATOR")
                ? -1
                : ofCreator
                        ? subjects.creators.pickItem(creator, receivedAt, dice)
                        : subjects.sellers.pickItem(seller, receivedAt, dice);
        var regulated = seller < 0 || item < 0
                ? null
                : subjects.listing(market, seller, item).regulated();
        var policy = rulebook.pick(domain, regulated, dice);
        var clause = policy.clause(dice);
        return new CaseDraft(
                index,
                receivedAt,
                market,
                domain,
                kind,
                seller,
                ofCreator ? -1 : item,
                creator,
                ofCreator ? item : -1,
                policy,
                clause,
                severity,
                source,
                fate,
                -1);
    }

    private static CaseDraft withFate(CaseDraft d, CaseDraft.Fate fate) {
        return new CaseDraft(
                d.index(),
                d.receivedAt(),
                d.market(),
                d.domain(),
                d.subjectKind(),
                d.seller(),
                d.listing(),
                d.creator(),
                d.content(),
                d.policy(),
                d.clause(),
                d.severity(),
                d.source(),
                fate,
                -1);
    }

    private static CaseDraft.Fate fate(Domain domain, Dice dice) {
        var point = dice.unit();
        if (point < MERGED) {
            return CaseDraft.Fate.MERGED;
        }
        if (point < MERGED + CANCELLED) {
            return CaseDraft.Fate.CANCELLED;
        }
        return dice.chance(domain.automated) ? CaseDraft.Fate.RULE : CaseDraft.Fate.PEOPLE;
    }

    private static String severity(CaseDraft.Fate fate, Dice dice) {
        var point = dice.unit();
        if (fate == CaseDraft.Fate.RULE) {
            return point < 0.1 ? "P1" : point < 0.6 ? "P2" : "P3";
        }
        return point < 0.02 ? "P0" : point < 0.15 ? "P1" : point < 0.72 ? "P2" : "P3";
    }

    private static String source(Domain domain, CaseDraft.Fate fate, Dice dice) {
        var point = dice.unit();
        if (fate == CaseDraft.Fate.RULE) {
            return point < 0.75 ? "MODEL" : "RULE";
        }
        return switch (domain) {
            case IPR -> point < 0.9 ? "RIGHTS_OWNER" : "TRUSTED_FLAGGER";
            case SELLER ->
                point < 0.3 ? "ONBOARDING_CHECK" : point < 0.7 ? "USER_REPORT" : point < 0.9 ? "RULE" : "REGULATOR";
            case PRODUCT_LISTING ->
                point < 0.45
                        ? "MODEL"
                        : point < 0.8
                                ? "USER_REPORT"
                                : point < 0.92 ? "INTERNAL_SWEEP" : point < 0.97 ? "REGULATOR" : "TRUSTED_FLAGGER";
            case CONTENT_CREATOR -> point < 0.5 ? "MODEL" : point < 0.96 ? "USER_REPORT" : "TRUSTED_FLAGGER";
        };
    }

    private static String subjectKind(Domain domain, Dice dice) {
        return switch (domain) {
            case PRODUCT_LISTING -> "LISTING";
            case SELLER -> "SELLER";
            case CONTENT_CREATOR -> dice.chance(0.88) ? "CONTENT" : "CREATOR";
            case IPR -> "IPR_CLAIM";
        };
    }
}
