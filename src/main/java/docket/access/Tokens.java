package docket.access;

import docket.platform.audit.Actor;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Makes and revokes tokens outside of the graph: on the command line, and for the file beside the embedded database. */
@Component
class Tokens {
    private final DSLContext sql;

    Tokens(DSLContext sql) {
        this.sql = sql;
    }

    /** @return the token itself, which nobody can tell again */
    String make(NewToken token, Actor maker) {
        var text = TokenText.make(TokenText.Kind.of(token.grant().costClass()));
        sql.transaction(transaction -> {
            maker.sign(transaction.dsl());
            TokenRepository.insert(transaction.dsl(), text, token, maker, null);
        });
        return text.text();
    }

    /** @return false: there is none, or it was revoked before */
    boolean revoke(String publicId, Actor actor) {
        return sql.transactionResult(transaction -> {
            actor.sign(transaction.dsl());
            return TokenRepository.revoke(transaction.dsl(), TokenRepository.called(publicId)) > 0;
        });
    }

    /** Whatever somebody still holds of an owner. */
    void revokeAllOf(String owner, Actor actor) {
        sql.transaction(transaction -> {
            actor.sign(transaction.dsl());
            TokenRepository.revoke(transaction.dsl(), TokenRepository.of(owner));
        });
    }
}
