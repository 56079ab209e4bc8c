package dev.hallpass.embedded.bitbucket.datacenter;

import com.sun.net.httpserver.HttpServer;
import dev.hallpass.embedded.bitbucket.http.ChangeJournal;
import dev.hallpass.embedded.bitbucket.http.Faults;
import dev.hallpass.embedded.bitbucket.http.RequestControls;
import dev.hallpass.embedded.bitbucket.http.RequestHandler;
import dev.hallpass.embedded.bitbucket.http.RequestJournal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A running stand-in for Bitbucket Data Center. Used over HTTP only; what it offers is listed at {@code /_control}. */
public final class DataCenterStandIn implements AutoCloseable {

    private static final String DEMO_SEED = "/embedded/bitbucket-datacenter-seed.json";
    private static final int WAITING_CONNECTIONS = 1024;

    static {
        // Without it every answer on a kept connection waits 40 ms for an acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final Server server;

    private DataCenterStandIn(HttpServer http, ExecutorService threads, Server server) {
        this.http = http;
        this.threads = threads;
        this.server = server;
    }

    /**
     * Starts it; from then on it answers.
     *
     * @throws UncheckedIOException if the port is taken, or the journal or seed cannot be read
     */
    public static DataCenterStandIn start(DataCenterStandInSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    static DataCenterStandIn start(DataCenterStandInSettings settings, Clock clock) {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        HttpServer http = listen(settings.port());
        try {
            Faults faults = new Faults();
            RequestJournal requests = new RequestJournal();
            TokenBuckets limit = new TokenBuckets(clock);
            AtomicReference<Quirks> quirks = new AtomicReference<>(Quirks.USUAL);
            Seed seed = seed(settings.seedFile(), json);
            Server server = new Server(seed, ChangeJournal.open(settings.journalFile(), Change.class, json), clock);
            StandInFace face = new StandInFace(
                    new DataCenterApi(server, new Authentication(server, clock), limit, quirks::get, json),
                    new ControlEndpoints(server, new RequestControls(faults, requests, json), limit, quirks, json),
                    new OverviewPage(server));
            http.createContext("/", new RequestHandler(face, faults, requests, clock));
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            http.setExecutor(threads);
            http.start();
            return new DataCenterStandIn(http, threads, server);
        } catch (RuntimeException e) {
            http.stop(0);
            throw e;
        }
    }

    /** The server's address, {@code http://localhost:8182}; the API is below {@code /rest/api/latest}. */
    public URI baseUrl() {
        return URI.create("http://localhost:" + port());
    }

    /** The port it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Stops listening and gives the journal back; calls that are running may get no answer. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        server.close();
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING_CONNECTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException("The Bitbucket Data Center stand-in cannot listen on port " + port, e);
        }
    }

    private static Seed seed(@Nullable Path file, JsonMapper json) {
        try (InputStream source =
                file == null ? DataCenterStandIn.class.getResourceAsStream(DEMO_SEED) : Files.newInputStream(file)) {
            if (source == null) {
                throw new IOException(DEMO_SEED + " is not on the class path");
            }
            return json.readValue(source, Seed.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
