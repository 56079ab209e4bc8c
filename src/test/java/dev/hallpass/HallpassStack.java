package dev.hallpass;

import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import io.camunda.client.CamundaClient;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A whole Hallpass with the real engine, a real PostgreSQL and the Bitbucket stand-in around it, each of which can be
 * stopped and replaced without the others. It runs as in production: the application knows only addresses.
 */
public final class HallpassStack implements AutoCloseable {

    private static @Nullable HallpassStack shared;

    private final Path folder;
    private final TestDatabase database;
    private final BitbucketStandIn bitbucket;
    private final Acme acme = new Acme();
    private final Map<String, Object> settings;
    private final AtomicReference<Duration> engineAhead = new AtomicReference<>(Duration.ZERO);
    private int engineGrpcPort;
    private int engineRestPort;
    private @Nullable EmbeddedEngine engine;
    private @Nullable CamundaClient client;
    private @Nullable ConfigurableApplicationContext application;

    private HallpassStack(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
        try {
            this.folder = Files.createTempDirectory("hallpass-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.database = TestDatabase.fresh();
        this.bitbucket = BitbucketStandIn.start(
                new BitbucketStandInSettings(0, folder.resolve("journal.jsonl"), AcmeFiles.writeSeed(folder)));
        if (!settings.containsKey("hallpass.camunda.grpc-address")) {
            startEngine();
        }
    }

    /** The one that tests share which harm nobody else. */
    public static synchronized HallpassStack shared() {
        if (shared == null) {
            shared = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
        }
        return shared;
    }

    /** A new one, with settings on top of those of the tests. */
    public static HallpassStack start(Map<String, Object> settings) {
        HallpassStack stack = new HallpassStack(settings);
        stack.startApplication();
        return stack;
    }

    /** Starts the engine, with nothing in it, at the address where it was before. */
    public void startEngine() {
        EmbeddedEngine started = EmbeddedEngine.start(
                new EmbeddedEngineSettings(folder.resolve("engine"), engineGrpcPort, engineRestPort, this::engineTime));
        engineGrpcPort = started.grpcAddress().getPort();
        engineRestPort = started.restAddress().getPort();
        engine = started;
    }

    private Instant engineTime() {
        return InstantSource.system().instant().plus(engineAhead.get());
    }

    /**
     * Sets the engine's clock, and nobody else's, so much ahead of the real time; zero puts it right again. All timers
     * of all requests believe it, so not for a stack that other tests share.
     */
    public void setEngineAhead(Duration ahead) {
        engineAhead.set(ahead);
    }

    /** Stops the engine; all its instances are lost. */
    public void stopEngine() {
        if (client != null) {
            client.close();
            client = null;
        }
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    /** Starts the application. */
    public void startApplication() {
        List<String> arguments = new ArrayList<>();
        allSettings().forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        application = SpringApplication.run(HallpassApplication.class, arguments.toArray(String[]::new));
        bean(ObservationRegistry.class).observationConfig().observationHandler(new CallsOutsideTransactions());
    }

    /** Stops the application in good order; engine, database and Bitbucket go on. */
    public void stopApplication() {
        if (application != null) {
            application.close();
            application = null;
        }
    }

    private Map<String, Object> allSettings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", 0);
        all.put("hallpass.embedded.enabled", true);
        all.put("hallpass.embedded.postgres", false);
        all.put("hallpass.embedded.engine", false);
        all.put("hallpass.embedded.bitbucket", false);
        all.put("hallpass.embedded.demo", true);
        all.put("spring.datasource.url", database.jdbcUrl());
        all.put("spring.datasource.username", database.username());
        all.put("spring.datasource.password", database.password());
        all.put("hallpass.camunda.grpc-address", "http://localhost:" + engineGrpcPort);
        all.put("hallpass.camunda.rest-address", "http://localhost:" + engineRestPort);
        all.put("hallpass.applications[0].name", Acme.WORKSPACE);
        all.put("hallpass.applications[0].base-url", bitbucket.baseUrl());
        all.put("hallpass.applications[0].workspace", Acme.WORKSPACE);
        all.put("hallpass.applications[0].email", "hallpass-bot@acme.example");
        all.put("hallpass.applications[0].token", "test-token");
        all.put("hallpass.applications[0].calls-per-hour", 10_000_000);
        all.put("hallpass.identity.directory", AcmeFiles.writeDirectory(folder).toUri());
        all.put("hallpass.catalog.file", AcmeFiles.writeCatalog(folder).toUri());
        all.put("hallpass.policy.shortest-duration", "PT1S");
        all.put("hallpass.access.first-retry", "PT0.2S");
        all.put("hallpass.access.longest-retry", "PT1S");
        all.put("hallpass.access.sweep-interval", "PT0.5S");
        all.put("hallpass.access.sweep-grace", "PT3S");
        all.putAll(settings);
        return all;
    }

    /** Where the API listens. */
    public int port() {
        if (!(application instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            throw new IllegalStateException("The application is not running");
        }
        return web.getWebServer().getPort();
    }

    /** The API as a person calls it. */
    public ApiClient as(String person) {
        return ApiClient.basic("http://localhost:" + port(), person);
    }

    /** The API as nobody. */
    public ApiClient anonymous() {
        return ApiClient.anonymous("http://localhost:" + port());
    }

    /** The stand-in. */
    public BitbucketControl bitbucket() {
        return new BitbucketControl("http://localhost:" + bitbucket.port());
    }

    /** The engine as any other client than Hallpass uses it, such as Camunda Tasklist. */
    public CamundaClient engine() {
        if (client == null) {
            EmbeddedEngine running = engine;
            if (running == null) {
                throw new IllegalStateException("The engine is not running");
            }
            client = CamundaClient.newClientBuilder()
                    .grpcAddress(running.grpcAddress())
                    .restAddress(running.restAddress())
                    .preferRestOverGrpc(false)
                    .build();
        }
        return client;
    }

    /** The database. */
    public JdbcClient database() {
        return JdbcClient.create(database.dataSource());
    }

    /** Connections to the database that are not the application's. */
    public DataSource dataSource() {
        return database.dataSource();
    }

    /** The people and repositories. */
    public Acme acme() {
        return acme;
    }

    /** A bean of the running application, for what no address offers. */
    public <T> T bean(Class<T> type) {
        if (application == null) {
            throw new IllegalStateException("The application is not running");
        }
        return application.getBean(type);
    }

    private void stop() {
        stopApplication();
        stopEngine();
        bitbucket.close();
    }

    @Override
    public void close() {
        stop();
        database.close();
    }
}
