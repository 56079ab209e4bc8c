package dev.hallpass;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The application's own configuration, without process and web, and with the settings of {@link DomainContext}. */
// No @Configuration: the application, which scans its packages, would take it for its own.
@ComponentScan({
    "dev.hallpass.audit",
    "dev.hallpass.identity",
    "dev.hallpass.connector",
    "dev.hallpass.catalog",
    "dev.hallpass.facts",
    "dev.hallpass.policy",
    "dev.hallpass.request",
    "dev.hallpass.approval",
    "dev.hallpass.access"
})
@ConfigurationPropertiesScan({
    "dev.hallpass.audit",
    "dev.hallpass.identity",
    "dev.hallpass.connector",
    "dev.hallpass.catalog",
    "dev.hallpass.facts",
    "dev.hallpass.policy",
    "dev.hallpass.request",
    "dev.hallpass.approval",
    "dev.hallpass.access"
})
@EntityScan({"dev.hallpass.request", "dev.hallpass.approval", "dev.hallpass.access"})
@EnableJpaRepositories({"dev.hallpass.request", "dev.hallpass.approval", "dev.hallpass.access"})
@ImportAutoConfiguration({
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    HibernateJpaAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
final class DomainApplication {

    static final Path RESOURCES = Path.of("src/test/resources/domain");

    /** Starts it. */
    static ConfigurableApplicationContext start(
            DataSource database, URI bitbucket, AdjustableClock clock, Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("spring.main.banner-mode", "off");
        all.put("spring.main.register-shutdown-hook", false);
        all.put("logging.level.root", "warn");
        all.put("logging.level.dev.hallpass", "off");
        all.put("hallpass.applications[0].name", "acme");
        all.put("hallpass.applications[0].base-url", bitbucket);
        all.put("hallpass.applications[0].workspace", "acme");
        all.put("hallpass.applications[0].email", "hallpass-bot@acme.example");
        all.put("hallpass.applications[0].token", "test-token");
        all.put("hallpass.applications[0].calls-per-hour", 10_000_000);
        all.put("hallpass.applications[0].max-attempts", 1);
        all.put("hallpass.applications[0].first-backoff", "10ms");
        all.put(
                "hallpass.identity.directory",
                RESOURCES.resolve("directory.yaml").toUri());
        all.put("hallpass.catalog.file", RESOURCES.resolve("catalog.yaml").toUri());
        all.put("hallpass.policy.shortest-duration", "PT1S");
        // What is changed by hand is believed at the first reading, unless a test is about that.
        all.put("hallpass.access.drift-confirmation", "PT0S");
        all.putAll(settings);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        return new SpringApplicationBuilder(DomainApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton("clock", clock);
                    beans.registerSingleton("dataSource", database);
                    beans.registerSingleton("meters", new SimpleMeterRegistry());
                })
                .run(arguments.toArray(String[]::new));
    }
}
