package docket.access;

import org.springframework.stereotype.Component;

/** Makes tokens. */
@Component
class Tokens {
    private final TokenRepository repository;

    Tokens(TokenRepository repository) {
        this.repository = repository;
    }

    /** @return the token itself, which nobody can tell again */
    String make(NewToken token) {
        var text = TokenText.make(TokenText.Kind.of(token.grant().costClass()));
        repository.insert(text, token);
        return text.text();
    }
}
