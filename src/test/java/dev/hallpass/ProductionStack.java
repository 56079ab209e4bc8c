package dev.hallpass;

import static org.awaitility.Awaitility.await;

import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A Hallpass that is started as in production: nothing embedded, everything by environment variables and secret files.
 * What stands around it is the engine, PostgreSQL and the stand-in, at their addresses.
 */
public final class ProductionStack implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path folder;
    private final TestDatabase database;
    private final BitbucketStandIn bitbucket;
    private final EmbeddedEngine engine;
    private final int port = freePort();
    private @Nullable ConfigurableApplicationContext application;
    private @Nullable Process process;

    /** Starts what stands around Hallpass, but not Hallpass. */
    public ProductionStack() {
        try {
            this.folder = Files.createTempDirectory("hallpass-production");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.database = TestDatabase.fresh();
        this.bitbucket = BitbucketStandIn.start(
                new BitbucketStandInSettings(0, folder.resolve("journal.jsonl"), AcmeFiles.writeSeed(folder)));
        this.engine = EmbeddedEngine.start(
                new EmbeddedEngineSettings(folder.resolve("engine"), 0, 0, InstantSource.system()));
        AcmeFiles.writeDirectory(folder);
        AcmeFiles.writeCatalog(folder);
    }

    /** Starts Hallpass in this JVM, with these environment variables and no others. */
    public ConfigurableApplicationContext startHere(Map<String, String> environment) {
        SpringApplication hallpass = new SpringApplication(HallpassApplication.class);
        hallpass.setEnvironment(new OnlyTheseVariables(environment));
        application = hallpass.run("--server.port=" + port);
        awaitHealth();
        return application;
    }

    /** Starts a jar as a process of its own, with these environment variables and no others. */
    public void startJar(Path jar, Map<String, String> environment) {
        ProcessBuilder hallpass = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "--server.port=" + port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hallpass.log").toFile());
        hallpass.environment().clear();
        hallpass.environment().putAll(environment);
        try {
            process = hallpass.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitHealth();
    }

    private void awaitHealth() {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(500))
                .failFast("Hallpass has ended, see " + folder.resolve("hallpass.log"), this::hasEnded)
                .ignoreExceptions()
                .until(() ->
                        ApiClient.anonymous(address()).get("/actuator/health").status() == 200);
    }

    private boolean hasEnded() {
        return process != null && !process.isAlive();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that holds {@code directory.yaml} and {@code catalog.yaml}, with room for secret files. */
    public Path folder() {
        return folder;
    }

    /** PostgreSQL. */
    public TestDatabase database() {
        return database;
    }

    /** Camunda's gRPC address. */
    public String grpcAddress() {
        return engine.grpcAddress().toString();
    }

    /** Camunda's REST address. */
    public String restAddress() {
        return engine.restAddress().toString();
    }

    /** The base address of Bitbucket's API. */
    public String bitbucketAddress() {
        return bitbucket.baseUrl().toString();
    }

    /** The stand-in, by hand. */
    public BitbucketControl bitbucket() {
        return new BitbucketControl("http://localhost:" + bitbucket.port());
    }

    /** Where Hallpass listens. */
    public String address() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        if (application != null) {
            application.close();
        }
        if (process != null) {
            end(process);
        }
        engine.close();
        bitbucket.close();
        database.close();
    }

    private static void end(Process running) {
        running.destroy();
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The environment of a container has nothing of the machine that runs the tests. */
    private static final class OnlyTheseVariables extends StandardEnvironment {

        OnlyTheseVariables(Map<String, String> variables) {
            super(withVariables(variables));
        }

        private static MutablePropertySources withVariables(Map<String, String> variables) {
            MutablePropertySources sources = new MutablePropertySources();
            sources.addLast(new SystemEnvironmentPropertySource(
                    SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables)));
            return sources;
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // Neither this JVM's system properties nor its environment.
        }
    }
}
