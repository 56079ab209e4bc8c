package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.ChangeJournal;
import dev.hallpass.embedded.bitbucket.http.Faults;
import dev.hallpass.embedded.bitbucket.http.RequestHandler;
import dev.hallpass.embedded.bitbucket.http.RequestJournal;
import dev.hallpass.embedded.bitbucket.http.SeedFile;
import dev.hallpass.embedded.bitbucket.http.StandIn;
import dev.hallpass.embedded.bitbucket.http.StandInServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A running stand-in for Bitbucket Cloud. Used over HTTP only; what it offers is listed at {@code /_control}. */
public final class BitbucketStandIn implements StandIn {

    private static final String DEMO_SEED = "/embedded/bitbucket-seed.json";

    private final StandInServer server;
    private final WorkspaceState state;
    private final Webhooks webhooks;

    private BitbucketStandIn(StandInServer server, WorkspaceState state, Webhooks webhooks) {
        this.server = server;
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
        EditEvents events = new EditEvents(state, webhooks, quirks::get);
        RepositoryEdits repositories = new RepositoryEdits(state, events);
        return new ControlEndpoints(
                List.of(
                        new StateControls(state, faults, requests, limit, quirks, webhooks).routes(),
                        new WorkspaceEdits(state, webhooks, quirks::get).routes(),
                        repositories.routes(),
                        new ProjectEdits(state, events, repositories).routes(),
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
        StandInServer server = StandInServer.listen(settings.port(), "Bitbucket stand-in");
        try {
            Faults faults = new Faults();
            RequestJournal requests = new RequestJournal();
            CallLimit limit = new CallLimit(clock);
            QuirkSwitches quirks = new QuirkSwitches();
            Webhooks webhooks = new Webhooks();
            Seed seed = SeedFile.read(settings.seedFile(), DEMO_SEED, Seed.class, json);
            WorkspaceState state = new WorkspaceState(
                    seed,
                    ChangeJournal.open(settings.journalFile(), Change.class, json),
                    clock,
                    faults::greatestStaleness);
            server.start(new RequestHandler(
                    new StandInFace(
                            new BitbucketApi(state, new Authentication(state, clock), limit, quirks::get, json),
                            controls(state, faults, requests, limit, quirks, webhooks, json),
                            new OverviewPage(state)),
                    faults,
                    requests,
                    clock));
            return new BitbucketStandIn(server, state, webhooks);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The address of the API, {@code http://localhost:8181/2.0}. */
    @Override
    public URI baseUrl() {
        return URI.create("http://localhost:" + port() + "/2.0");
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        webhooks.close();
        state.close();
    }
}
