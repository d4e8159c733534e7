package docket;

import docket.platform.command.Commands;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class DocketApplication {

    public static void main(String[] args) {
        if (Commands.isMeant(args)) {
            System.exit(command(args));
        }
        SpringApplication.run(DocketApplication.class, args);
    }

    private static int command(String[] args) {
        var application = new SpringApplication(DocketApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("logging.threshold.console", "error"));
        try (var context = application.run(args)) {
            return context.getBean(Commands.class).run(context.getBean(ApplicationArguments.class));
        }
    }
}
