package dev.hallpass.embedded.bitbucket;

import com.sun.net.httpserver.HttpServer;
import dev.hallpass.embedded.bitbucket.http.ChangeJournal;
import dev.hallpass.embedded.bitbucket.http.Faults;
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
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A running stand-in for Bitbucket Cloud. Used over HTTP only; what it offers is listed at {@code /_control}. */
public final class BitbucketStandIn implements AutoCloseable {

    private static final String DEMO_SEED = "/embedded/bitbucket-seed.json";
    private static final int WAITING_CONNECTIONS = 1024;

    static {
        // Without it every answer on a kept connection waits 40 ms for an acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final WorkspaceState state;
    private final Webhooks webhooks;

    private BitbucketStandIn(HttpServer server, ExecutorService threads, WorkspaceState state, Webhooks webhooks) {
        this.server = server;
        this.threads = threads;
        this.state = state;
        this.webhooks = webhooks;
    }

    private static ControlEndpoints controls(
            WorkspaceState state,
            Faults faults,
            RequestJournal requests,
            CallLimit limit,
            QuirkSwitches quirks,
            Webhooks webhooks,
            JsonMapper json) {
        return new ControlEndpoints(
                List.of(
                        new StateControls(state, faults, requests, limit, quirks, webhooks).routes(),
                        new WorkspaceEdits(state, webhooks, quirks::get).routes(),
                        new CredentialControls(state, limit, quirks).routes(),
                        new FaultControls(faults).routes(),
                        new RequestControls(requests).routes()),
                json);
    }

    /**
     * Starts it; from then on it answers.
     *
     * @throws UncheckedIOException if the port is taken, or the journal or seed cannot be read
     */
    public static BitbucketStandIn start(BitbucketStandInSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    static BitbucketStandIn start(BitbucketStandInSettings settings, Clock clock) {
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        HttpServer server = listen(settings.port());
        try {
            Faults faults = new Faults();
            RequestJournal requests = new RequestJournal();
            CallLimit limit = new CallLimit(clock);
            QuirkSwitches quirks = new QuirkSwitches();
            Webhooks webhooks = new Webhooks();
            Seed seed = seed(settings.seedFile(), json);
            WorkspaceState state = new WorkspaceState(
                    seed,
                    ChangeJournal.open(settings.journalFile(), Change.class, json),
                    clock,
                    faults::greatestStaleness);
            server.createContext(
                    "/",
                    new RequestHandler(
                            new StandInFace(
                                    new BitbucketApi(state, new Authentication(state, clock), limit, quirks::get, json),
                                    controls(state, faults, requests, limit, quirks, webhooks, json),
                                    new OverviewPage(state)),
                            faults,
                            requests,
                            clock));
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.start();
            return new BitbucketStandIn(server, threads, state, webhooks);
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    /** The address of the API, {@code http://localhost:8181/2.0}. */
    public URI baseUrl() {
        return URI.create("http://localhost:" + port() + "/2.0");
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening and gives the journal back; calls that are running may get no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        webhooks.close();
        state.close();
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING_CONNECTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException("The Bitbucket stand-in cannot listen on port " + port, e);
        }
    }

    private static Seed seed(@Nullable Path file, JsonMapper json) {
        try (InputStream source =
                file == null ? BitbucketStandIn.class.getResourceAsStream(DEMO_SEED) : Files.newInputStream(file)) {
            if (source == null) {
                throw new IOException(DEMO_SEED + " is not on the class path");
            }
            return json.readValue(source, Seed.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
