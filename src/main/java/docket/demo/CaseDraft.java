package docket.demo;

/**
 * What a case is about and which way it will go.
 *
 * @param seller, listing, creator, content numbers, -1 for none; listing and content count within their account
 */
record CaseDraft(
        int index,
        long receivedAt,
        Market market,
        Domain domain,
        String subjectKind,
        int seller,
        int listing,
        int creator,
        int content,
        Rulebook.Policy policy,
        Rulebook.Clause clause,
        String severity,
        String source,
        Fate fate,
        int mergedInto) {

    enum Fate {
        RULE,
        PEOPLE,
        MERGED,
        CANCELLED
    }

    CaseDraft into(CaseDraft other) {
        return new CaseDraft(
                index,
                receivedAt,
                other.market,
                other.domain,
                other.subjectKind,
                other.seller,
                other.listing,
                other.creator,
                other.content,
                other.policy,
                other.clause,
                severity,
                source,
                Fate.MERGED,
                other.index);
    }

    String sourceType() {
        return switch (source) {
            case "USER_REPORT", "RIGHTS_OWNER" -> "ARTICLE_16_NOTICE";
            case "TRUSTED_FLAGGER" -> "TRUSTED_FLAGGER";
            case "REGULATOR" -> "OTHER_NOTIFICATION";
            default -> "VOLUNTARY";
        };
    }

    String sourceDetail() {
        return source.equals("TRUSTED_FLAGGER") ? "USER_REPORT" : source;
    }

    boolean detectedByMachine() {
        return source.equals("MODEL") || source.equals("RULE");
    }
}
