package docket.platform.command;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** All that Docket can be told to do on the command line. */
@Component
public class Commands {
    private static final int UNKNOWN = 2;

    private final List<Command> commands;

    Commands(List<Command> commands) {
        this.commands = commands;
    }

    /** Whether the first argument is the name of a command rather than an option of the server. */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    /** @return the exit code */
    public int run(ApplicationArguments arguments) {
        var name = arguments.getSourceArgs()[0];
        for (var command : commands) {
            if (command.name().equals(name)) {
                return command.run(arguments);
            }
        }
        var known = commands.stream().map(Command::name).sorted().collect(Collectors.joining(", "));
        System.err.printf("There is no command '%s'. Known: %s%n", name, known);
        return UNKNOWN;
    }
}
