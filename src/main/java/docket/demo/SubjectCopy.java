package docket.demo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subject of one case: whom and what it is about, and in which words, which name nobody. */
record SubjectCopy(
        @Nullable UUID seller,
        @Nullable UUID creator,
        @Nullable UUID listing,
        @Nullable UUID content,
        @Nullable UUID claim,
        String name,
        String problem) {

    static SubjectCopy of(CaseFile file) {
        var draft = file.draft;
        var subjects = file.world.subjects;
        var seller = draft.seller() < 0 ? null : subjects.seller(draft.seller());
        var creator = draft.creator() < 0 ? null : subjects.creator(draft.creator());
        var listing = draft.listing() < 0 ? null : subjects.listing(draft.market(), draft.seller(), draft.listing());
        var content = draft.content() < 0 ? null : subjects.content(draft.market(), draft.creator(), draft.content());
        var item = listing == null ? content : listing;
        var account = seller == null ? creator : seller;
        var claim = draft.subjectKind().equals("IPR_CLAIM") ? claimId(file) : null;
        return new SubjectCopy(
                seller == null ? null : seller.id(),
                creator == null ? null : creator.id(),
                listing == null ? null : listing.id(),
                content == null ? null : content.id(),
                claim,
                item != null ? item.name() : account == null ? "" : file.only(seller == null ? "creator" : "seller"),
                file.world.rulebook.term(draft.policy(), draft.market().language()));
    }

    /** A merged case is about the claim of the case that it is merged into. */
    private static UUID claimId(CaseFile file) {
        var draft = file.draft;
        var index = draft.mergedInto() < 0 ? draft.index() : draft.mergedInto();
        return Dice.of("claim", index).id(file.world.drafts.receivedAt(index));
    }

    String title(CaseFile file) {
        return fill(file, file.phrase("title"));
    }

    String summary(CaseFile file) {
        var separator = file.draft.market().code().equals("JP") ? "" : " ";
        return fill(file, file.phrase("summary")) + separator + file.phrase("extra");
    }

    private String fill(CaseFile file, String template) {
        return Phrases.fill(template, slot -> slot.equals("problem") ? problem : name);
    }

    void noteConsequences(CaseFile file) {
        var draft = file.draft;
        var subjects = file.world.subjects;
        var listing = draft.listing() < 0 ? -1 : subjects.sellers.item(draft.seller(), draft.listing());
        var content = draft.content() < 0 ? -1 : subjects.creators.item(draft.creator(), draft.content());
        for (var decision : file.decisions) {
            if (decision.effective()) {
                for (var measure : decision.measures) {
                    file.world.consequences.note(measure, draft.seller(), draft.creator(), listing, content);
                }
            }
        }
        if (draft.seller() >= 0 && file.queue != null && file.queue.vendor() != null) {
            file.world.consequences.noteCompany(
                    draft.seller(), file.queue.vendor().id());
        }
        if (claim != null && draft.mergedInto() < 0) {
            writeClaim(file, claim);
        }
    }

    private void writeClaim(CaseFile file, UUID id) {
        var draft = file.draft;
        var look = Looks.Claim.of(file.world.subjects, draft);
        var filed = draft.receivedAt();
        file.rows
                .add(Table.IPR_CLAIM)
                .id(id)
                .text(look.rightsOwner())
                .text(look.rightKind())
                .text(look.registrationNo())
                .text(look.evidence())
                .id(listing)
                .id(content)
                .text(draft.market().code())
                .time(filed)
                .time(filed);
    }
}
