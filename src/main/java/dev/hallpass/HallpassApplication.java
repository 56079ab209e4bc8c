package dev.hallpass;

import dev.hallpass.audit.AuditVerifyCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Hallpass. Without further settings everything it needs is started inside it, see {@code README.md}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HallpassApplication {

    /**
     * Starts the server, with Spring Boot's arguments ({@code --server.port=8080}), or verifies an exported audit trail
     * ({@code verify-audit FILE}).
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(AuditVerifyCommand.NAME)) {
            List<String> rest = List.of(arguments).subList(1, arguments.length);
            System.exit(AuditVerifyCommand.run(rest, System.out));
        }
        SpringApplication.run(HallpassApplication.class, arguments);
    }
}
