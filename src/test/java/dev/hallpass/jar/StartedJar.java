package dev.hallpass.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.ApiClient;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** {@code hallpass-embedded.jar} in a process of its own, with a data folder that outlives it. */
final class StartedJar implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final int bitbucketPort;
    private final int dataCenterPort;
    private final int postgresPort;
    private @Nullable Process process;

    StartedJar(Path folder) {
        this.folder = folder;
        this.port = freePort();
        this.bitbucketPort = freePort();
        this.dataCenterPort = freePort();
        this.postgresPort = freePort();
        start();
    }

    /** Starts it, on the data that are there, and waits until it serves. */
    void start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-jar",
                jar().toString(),
                "--server.port=" + port,
                "--hallpass.embedded.data-folder=" + folder.resolve("data"),
                "--hallpass.embedded.bitbucket-port=" + bitbucketPort,
                "--hallpass.embedded.bitbucket-datacenter-port=" + dataCenterPort,
                "--hallpass.embedded.postgres-port=" + postgresPort,
                "--hallpass.access.first-retry=PT0.5S",
                "--hallpass.access.longest-retry=PT2S"));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("hallpass.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> as("admin").get("/actuator/health").status() == 200);
    }

    /** {@code kill -9}. PostgreSQL inside is a process of its own and goes on until the next start. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
            process = null;
        }
    }

    /** What is stored, while Hallpass runs and after it was killed. */
    JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(
                "jdbc:postgresql://localhost:%d/hallpass".formatted(postgresPort), "postgres", "postgres"));
    }

    /** From now on the engine is told nothing, as if the process died right after each commit. */
    void holdOutboxBack() {
        database().sql("""
            create function hold_back() returns trigger language plpgsql as $$
            begin
              new.next_attempt_at := new.created_at + interval '1 hour';
              return new;
            end $$\
            """).update();
        database()
                .sql("create trigger hold_back before insert on process_outbox for each row execute function"
                        + " hold_back()")
                .update();
    }

    /** What was held back is due, as it was stored by the application. */
    void letOutboxGo() {
        database().sql("drop function hold_back cascade").update();
        database().sql("update process_outbox set next_attempt_at = created_at").update();
    }

    /** A line of the documentation, which tells the usual ports, with those of this one. */
    String addressed(String line) {
        return line.replace("localhost:8080", "localhost:" + port)
                .replace("localhost:8181", "localhost:" + bitbucketPort);
    }

    ApiClient as(String person) {
        return ApiClient.basic("http://localhost:" + port, person);
    }

    /** The stand-in for Bitbucket Data Center. */
    DataCenterControl dataCenter() {
        return new DataCenterControl(URI.create("http://localhost:" + dataCenterPort));
    }

    String permission(String person, String repository) {
        return ApiClient.anonymous("http://localhost:" + bitbucketPort)
                .get("/_control/permissions?repository=%s&user=557058:%s".formatted(repository, person))
                .json()
                .path("explicit")
                .asString("none");
    }

    void setByHand(String person, String repository, String permission) {
        ApiClient.anonymous("http://localhost:" + bitbucketPort)
                .put(
                        "/_control/permissions",
                        Map.of("repository", repository, "user", "557058:" + person, "permission", permission));
    }

    void fail(Map<String, Object> fault) {
        ApiClient.anonymous("http://localhost:" + bitbucketPort).post("/_control/faults", fault);
    }

    String log() {
        try {
            return Files.readString(folder.resolve("hallpass.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        Path jar = Path.of("target", "hallpass-embedded.jar").toAbsolutePath();
        assertThat(jar).as("built by the package phase").exists();
        return jar;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In good order, so that PostgreSQL inside is stopped as well. */
    @Override
    public void close() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        }
    }
}
