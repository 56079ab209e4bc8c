package dev.hallpass.bench;

import dev.hallpass.AcmeFiles;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hallpass in embedded mode as a user starts it (PostgreSQL with fsync), with more people and repositories. */
final class BenchedHallpass implements AutoCloseable {

    private final ConfigurableApplicationContext application;
    private final int port;
    private final int bitbucketPort;

    BenchedHallpass() throws IOException {
        Path folder = Files.createTempDirectory("hallpass-bench");
        try (ServerSocket free = new ServerSocket(0)) {
            bitbucketPort = free.getLocalPort();
        }
        application = SpringApplication.run(
                HallpassApplication.class,
                "--server.port=0",
                "--hallpass.embedded.data-folder=" + folder.resolve("data"),
                "--hallpass.embedded.bitbucket-port=" + bitbucketPort,
                "--hallpass.embedded.bitbucket-datacenter-port=0",
                "--hallpass.embedded.bitbucket-seed="
                        + AcmeFiles.writeSeed(folder).toUri(),
                "--hallpass.applications[0].name=acme",
                "--hallpass.applications[0].base-url=http://localhost:" + bitbucketPort + "/2.0",
                "--hallpass.applications[0].workspace=acme",
                "--hallpass.applications[0].email=hallpass-bot@acme.example",
                "--hallpass.applications[0].token=test-token",
                "--hallpass.applications[0].calls-per-hour=100000000",
                "--hallpass.identity.directory="
                        + AcmeFiles.writeDirectory(folder).toUri(),
                "--hallpass.catalog.file=" + AcmeFiles.writeCatalog(folder).toUri(),
                "--hallpass.policy.shortest-duration=PT1S",
                "--hallpass.access.sweep-grace=PT30S",
                "--logging.level.root=warn",
                "--logging.level.dev.hallpass=warn");
        port = Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                .getPort();
    }

    ApiClient as(String person) {
        return ApiClient.basic("http://localhost:" + port, person);
    }

    JdbcClient database() {
        return JdbcClient.create(application.getBean(DataSource.class));
    }

    String bitbucket() {
        return "http://localhost:" + bitbucketPort;
    }

    @Override
    public void close() {
        application.close();
    }
}
