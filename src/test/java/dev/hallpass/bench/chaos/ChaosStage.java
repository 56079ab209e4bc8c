package dev.hallpass.bench.chaos;

import dev.hallpass.TestDatabase;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL, the engine and the stand-ins in this process, Hallpass in another, and a clock that both share. */
final class ChaosStage implements AutoCloseable {

    private final ChaosSettings settings;
    private final ChaosCompany company;
    private final TestDatabase database;
    private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
    private final ShiftedClock clock;
    private final AtomicReference<Duration> engineSkew = new AtomicReference<>(Duration.ZERO);
    private final AtomicBoolean serving = new AtomicBoolean();
    private final HallpassProcess hallpass;
    private int engineGrpcPort;
    private int engineRestPort;
    private @Nullable EmbeddedEngine engine;

    ChaosStage(ChaosSettings settings, ChaosCompany company) throws InterruptedException {
        this.settings = settings;
        this.company = company;
        this.database = TestDatabase.fresh();
        this.clock = ShiftedClock.in(settings.folder().resolve("clock"));
        clock.jump(clock.offset().negated());
        ChaosCompany.WORKSPACES.forEach(name ->
                workspaces.put(name, new Workspace(name, company.writeSeed(name, settings.folder()))));
        startEngine();
        hallpass = new HallpassProcess(
                settings.folder(),
                List.of("-Xmx640m", "-Dchaos.clock=" + settings.folder().resolve("clock")),
                this::hallpassSettings);
        startHallpass();
    }

    private Map<String, String> hallpassSettings() {
        Map<String, String> all = HallpassProcess.bare(database.jdbcUrl(), database.username(), database.password());
        all.put("hallpass.camunda.grpc-address", "http://localhost:" + engineGrpcPort);
        all.put("hallpass.camunda.rest-address", "http://localhost:" + engineRestPort);
        all.put("hallpass.camunda.recovery-interval", "PT15S");
        all.put("hallpass.camunda.job-timeout", "PT20S");
        all.put(
                "hallpass.identity.directory",
                company.writeDirectory(settings.folder()).toUri().toString());
        all.put(
                "hallpass.catalog.file",
                company.writeCatalog(settings.folder()).toUri().toString());
        all.put("hallpass.access.first-retry", "PT0.2S");
        all.put("hallpass.access.longest-retry", "PT2S");
        all.put("hallpass.access.sweep-interval", "PT0.5S");
        all.put("hallpass.access.sweep-grace", "PT3S");
        all.put("hallpass.access.drift-confirmation", "PT3S");
        all.put("hallpass.access.drift-interval", "PT10S");
        int number = 0;
        for (Workspace workspace : workspaces.values()) {
            String prefix = "hallpass.applications[%d].".formatted(number++);
            all.put(prefix + "name", workspace.name());
            all.put(prefix + "base-url", workspace.baseUrl());
            all.put(prefix + "workspace", workspace.name());
            all.put(prefix + "email", "hallpass-bot@acme.example");
            all.put(prefix + "token", "test-token");
            all.put(prefix + "calls-per-hour", "10000000");
            all.put(prefix + "drift", workspace.name());
            all.put(prefix + "request-timeout", "2s");
            all.put(prefix + "retry-budget", "6s");
            all.put(prefix + "first-backoff", "50ms");
        }
        return all;
    }

    HallpassProcess hallpass() {
        return hallpass;
    }

    /** Waits until the catalog knows a place. */
    void awaitCatalog(String path) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (database()
                        .sql("select count(*) from resource where path = ?")
                        .param(path)
                        .query(Long.class)
                        .single()
                == 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The catalog does not know " + path);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Whether Hallpass was not killed since it last started. */
    boolean isServing() {
        return serving.get();
    }

    void startHallpass() throws InterruptedException {
        hallpass.start();
        serving.set(true);
    }

    void killHallpass() throws InterruptedException {
        serving.set(false);
        hallpass.kill();
    }

    /** Starts the engine, with nothing in it, at the address where it was before. */
    void startEngine() {
        EmbeddedEngine started = EmbeddedEngine.start(new EmbeddedEngineSettings(
                settings.folder().resolve("engine"), engineGrpcPort, engineRestPort, this::engineTime));
        engineGrpcPort = started.grpcAddress().getPort();
        engineRestPort = started.restAddress().getPort();
        engine = started;
    }

    void stopEngine() {
        EmbeddedEngine running = engine;
        if (running != null) {
            running.close();
            engine = null;
        }
    }

    private Instant engineTime() {
        return clock.instant().plus(engineSkew.get());
    }

    /** So much the engine's clock is ahead of Hallpass's. */
    void skewEngine(Duration ahead) {
        engineSkew.set(ahead);
    }

    ShiftedClock clock() {
        return clock;
    }

    Workspace workspace(Place place) {
        return Objects.requireNonNull(workspaces.get(place.workspace()));
    }

    Iterable<Workspace> workspaces() {
        return workspaces.values();
    }

    JdbcClient database() {
        return JdbcClient.create(database.dataSource());
    }

    @Override
    public void close() throws InterruptedException {
        hallpass.close();
        stopEngine();
        workspaces.values().forEach(Workspace::close);
        database.close();
    }
}
