package dev.hallpass.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class ConnectorSettingsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Surroundings.class)
            .withPropertyValues("BITBUCKET_TOKEN=from-the-environment");

    private final ApplicationContextRunner bitbucket = application.withPropertyValues(
            "hallpass.applications[0].name=bitbucket",
            "hallpass.applications[0].base-url=http://localhost:8181/2.0",
            "hallpass.applications[0].workspace=acme",
            "hallpass.applications[0].email=bot@acme.example",
            "hallpass.applications[0].token=${BITBUCKET_TOKEN}");

    @Test
    void eachApplicationGetsItsConnector() {
        bitbucket.run(context -> {
            Connectors connectors = context.getBean(Connectors.class);

            assertThat(connectors.all()).hasSize(1);
            assertThat(connectors.forApplication("bitbucket").application()).isEqualTo("bitbucket");
        });
    }

    @Test
    void theTokenComesByReferenceAndTheRestHasDefaults() {
        bitbucket.run(context -> {
            ApplicationSettings settings =
                    context.getBean(ConnectorSettings.class).applications().getFirst();

            assertThat(settings.token()).isEqualTo("from-the-environment");
            assertThat(settings.type()).isEqualTo("bitbucket-cloud");
            assertThat(settings.baseUrl()).isEqualTo(URI.create("http://localhost:8181/2.0"));
            assertThat(settings.callsPerHour()).isEqualTo(800);
            assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(settings.toString()).doesNotContain("from-the-environment");
        });
    }

    @Test
    void theTokenMayBeInAFile() {
        bitbucket
                .withPropertyValues(
                        "hallpass.applications[0].token=", "hallpass.applications[0].token-file=/run/secrets/bitbucket")
                .run(context -> assertThat(context.getBean(ConnectorSettings.class)
                                .applications()
                                .getFirst()
                                .tokenFile())
                        .isEqualTo(Path.of("/run/secrets/bitbucket")));
    }

    @Test
    void noApplicationIsAllowed() {
        application.run(
                context -> assertThat(context.getBean(Connectors.class).all()).isEmpty());
    }

    @Test
    void anUnknownTypeIsNamed() {
        bitbucket
                .withPropertyValues("hallpass.applications[0].type=gitlab")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("gitlab")
                        .hasMessageContaining("bitbucket-cloud"));
    }

    @Test
    void aMissingWorkspaceIsRefusedAtTheStart() {
        bitbucket
                .withPropertyValues("hallpass.applications[0].workspace=")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void twoApplicationsOfOneNameAreRefused() {
        List<String> same = new ArrayList<>();
        for (String setting : List.of(
                "name=bitbucket",
                "base-url=http://localhost:8181/2.0",
                "workspace=other",
                "email=bot@acme.example",
                "token=other")) {
            same.add("hallpass.applications[1]." + setting);
        }

        bitbucket
                .withPropertyValues(same.toArray(String[]::new))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("more than one is named 'bitbucket'"));
    }

    // No @Configuration: the application, which scans its packages, would take it for its own.
    @EnableConfigurationProperties(ConnectorSettings.class)
    @ComponentScan(basePackageClasses = ConnectorConfiguration.class)
    static class Surroundings {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** Never connected: nothing is called here. */
        @Bean
        DataSource dataSource() {
            return new DriverManagerDataSource();
        }

        @Bean
        JdbcClient jdbc(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }
}
