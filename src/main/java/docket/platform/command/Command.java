package docket.platform.command;

import org.springframework.boot.ApplicationArguments;

/** {@code java -jar docket.jar <name> …}: done without a web server, then Docket ends. */
public interface Command {
    String name();

    /** @return the exit code */
    int run(ApplicationArguments arguments);
}
