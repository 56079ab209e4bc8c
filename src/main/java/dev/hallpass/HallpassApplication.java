package dev.hallpass;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Hallpass. Without further settings everything it needs is started inside it, see {@code README.md}. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class HallpassApplication {

    /** Starts the server; arguments are Spring Boot's ({@code --server.port=8080}). */
    public static void main(String[] arguments) {
        SpringApplication.run(HallpassApplication.class, arguments);
    }
}
