package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.ChangeJournal;
import dev.hallpass.embedded.bitbucket.http.Faults;
import dev.hallpass.embedded.bitbucket.http.RequestControls;
import dev.hallpass.embedded.bitbucket.http.RequestHandler;
import dev.hallpass.embedded.bitbucket.http.RequestJournal;
import dev.hallpass.embedded.bitbucket.http.SeedFile;
import dev.hallpass.embedded.bitbucket.http.StandIn;
import dev.hallpass.embedded.bitbucket.http.StandInServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A running stand-in for Bitbucket Data Center. Used over HTTP only; what it offers is listed at {@code /_control}. */
public final class DataCenterStandIn implements StandIn {

    private static final String DEMO_SEED = "/embedded/bitbucket-datacenter-seed.json";

    private final StandInServer http;
    private final Server server;

    private DataCenterStandIn(StandInServer http, Server server) {
        this.http = http;
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
        StandInServer http = StandInServer.listen(settings.port(), "Bitbucket Data Center stand-in");
        try {
            Faults faults = new Faults();
            RequestJournal requests = new RequestJournal();
            TokenBuckets limit = new TokenBuckets(clock);
            AtomicReference<Quirks> quirks = new AtomicReference<>(Quirks.USUAL);
            Seed seed = SeedFile.read(settings.seedFile(), DEMO_SEED, Seed.class, json);
            Server server = new Server(seed, ChangeJournal.open(settings.journalFile(), Change.class, json), clock);
            StandInFace face = new StandInFace(
                    new DataCenterApi(server, new Authentication(server, clock), limit, quirks::get, json),
                    new ControlEndpoints(server, new RequestControls(faults, requests, json), limit, quirks, json),
                    new OverviewPage(server));
            http.start(new RequestHandler(face, faults, requests, clock));
            return new DataCenterStandIn(http, server);
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** The server's address, {@code http://localhost:8182}; the API is below {@code /rest/api/latest}. */
    @Override
    public URI baseUrl() {
        return URI.create("http://localhost:" + port());
    }

    @Override
    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
