package docket.access;

import docket.platform.audit.Actor;
import docket.platform.command.Command;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** {@code revoke-token <public id, or the token itself>}: no server takes it any more five seconds later. */
@Component
class RevokeTokenCommand implements Command {
    private static final int NOTHING_DONE = 1;

    private final Tokens tokens;

    RevokeTokenCommand(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "revoke-token";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        var plain = arguments.getNonOptionArgs();
        if (plain.size() != 2) {
            System.err.println("Usage: revoke-token <public id, or the token itself>");
            return MISUSED;
        }
        var text = TokenText.parse(plain.getLast());
        if (!tokens.revoke(text == null ? plain.getLast() : text.publicId(), Actor.command(name()))) {
            System.err.println("There is no such token, or it has been revoked before.");
            return NOTHING_DONE;
        }
        System.out.println("Revoked.");
        return 0;
    }
}
