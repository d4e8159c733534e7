package docket.imports;

import docket.imports.ImportReport.Outcome;
import docket.platform.audit.Actor;
import docket.platform.command.Command;
import docket.platform.command.CommandOptions;
import docket.platform.http.HttpRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code import-statements <file> [--on-error=REJECT_ITEM] [--source=name]}; prints the report, and fails unless the file was stored. */
@Component
class ImportCommand implements Command {
    private static final int NOT_STORED = 1;

    private final ImportStatements imports;
    private final JsonMapper json;

    ImportCommand(ImportStatements imports, JsonMapper json) {
        this.imports = imports;
        this.json = json;
    }

    @Override
    public String name() {
        return "import-statements";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        var file = file(arguments);
        if (file == null) {
            System.err.println("Usage: import-statements <file> [--on-error=REJECT_ALL|REJECT_ITEM] [--source=<name>]");
            return MISUSED;
        }
        try (var bytes = Files.newInputStream(Path.of(file))) {
            var onError = ImportRequest.onError(CommandOptions.last(arguments, "on-error"));
            var source = CommandOptions.last(arguments, "source");
            var name = source == null ? String.valueOf(Path.of(file).getFileName()) : source;
            var report = imports.run(bytes, name, onError, Actor.command(name()), () -> false);
            System.out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(report));
            return report.outcome() == Outcome.STORED ? 0 : NOT_STORED;
        } catch (IOException e) {
            System.err.printf("%s cannot be read: %s%n", file, e.getMessage());
            return MISUSED;
        } catch (HttpRefusal refusal) {
            System.err.println(refusal.getMessage());
            return MISUSED;
        }
    }

    private static @Nullable String file(ApplicationArguments arguments) {
        var plain = arguments.getNonOptionArgs();
        return plain.size() > 1 ? plain.get(1) : CommandOptions.last(arguments, "file");
    }
}
