package dev.hallpass.bench.chaos;

import dev.hallpass.TestDatabase;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** PostgreSQL, the engine and the stand-ins in this process, Hallpass in another, and a clock that both share. */
final class ChaosStage implements AutoCloseable {

    private final ChaosSettings settings;
    private final ChaosCompany company;
    private final TestDatabase database;
    private final Map<Site, Bitbucket> bitbuckets = new LinkedHashMap<>();
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
        Site.ALL.forEach(site -> bitbuckets.put(site, open(site)));
        startEngine();
        hallpass = new HallpassProcess(
                settings.folder(),
                List.of("-Xmx640m", "-Dchaos.clock=" + settings.folder().resolve("clock")),
                this::hallpassSettings);
        startHallpass();
    }

    private Bitbucket open(Site site) {
        boolean cloud = site.product() == Site.Product.CLOUD;
        Map<String, Object> seed =
                cloud ? new CloudSeed(company, site).document() : new DataCenterSeed(company, site).document();
        Path file = settings.folder().resolve("seed-%s.json".formatted(site.name()));
        try {
            Files.writeString(file, JsonMapper.builder().build().writeValueAsString(seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cloud ? new CloudWorkspace(site, file) : new DataCenterServer(site, file);
    }

    private Map<String, String> hallpassSettings() {
        Map<String, String> all = HallpassProcess.bare(database.jdbcUrl(), database.username(), database.password());
        all.put("hallpass.camunda.grpc-address", "http://localhost:" + engineGrpcPort);
        all.put("hallpass.camunda.rest-address", "http://localhost:" + engineRestPort);
        all.put("hallpass.camunda.recovery-interval", "PT15S");
        all.put("hallpass.camunda.job-timeout", "PT20S");
        all.putAll(new ApplicationProperties(company, settings.folder(), bitbuckets.values()).all());
        return all;
    }

    HallpassProcess hallpass() {
        return hallpass;
    }

    /** Waits until the catalog knows all places. */
    void awaitCatalog(List<Place> places) throws InterruptedException {
        String[] paths = places.stream().map(Place::path).toArray(String[]::new);
        long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (database()
                        .sql("select count(*) from resource where path = any(?)")
                        .param(paths)
                        .query(Long.class)
                        .single()
                < paths.length) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The catalog does not know all places");
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

    /** Whether writes of which Bitbucket gave no answer may have their effect later than others. */
    boolean hasLateWrites() {
        return settings.lateWrites();
    }

    Bitbucket bitbucket(Site site) {
        return Objects.requireNonNull(bitbuckets.get(site));
    }

    Collection<Bitbucket> bitbuckets() {
        return bitbuckets.values();
    }

    JdbcClient database() {
        return JdbcClient.create(database.dataSource());
    }

    @Override
    public void close() throws InterruptedException {
        hallpass.close();
        stopEngine();
        bitbuckets.values().forEach(Bitbucket::close);
        database.close();
    }
}
