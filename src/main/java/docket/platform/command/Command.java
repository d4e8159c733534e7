package docket.platform.command;

import org.springframework.boot.ApplicationArguments;

/** {@code java -jar docket.jar <name> …}: done without a web server, then Docket ends. */
public interface Command {
    /** The exit code of a command that was not told what it needs. */
    int MISUSED = 2;

    String name();

    /** @return the exit code */
    int run(ApplicationArguments arguments);
}
