package dev.hallpass.embedded.engine;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camunda's engine in this JVM, for trying, developing and testing without a cluster.
 *
 * <p>It is used like any Camunda 8: by a {@code CamundaClient} with the two addresses. It listens on the loopback
 * interface only, knows no authentication and one tenant, and answers commands; queries (search) it does not serve.
 *
 * <p>Its state lives in RocksDB below the state folder and does not survive a restart: each start begins with an empty
 * engine. Whoever starts processes must be able to start them again, as Hallpass does from its own database.
 */
public final class EmbeddedEngine implements AutoCloseable {

    /**
     * Commands of clients written but not processed, beyond which the engine answers that it is busy. It does thousands
     * in a second, so this is a fraction of a second's work.
     */
    static final int USUAL_COMMANDS_IN_FLIGHT = 500;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final EnginePartition partition;
    private final int grpcPort;
    private final int restPort;

    private EmbeddedEngine(EmbeddedEngineSettings settings, int commandsInFlight) {
        try {
            EngineStateFolder folder = opened(EngineStateFolder.take(settings.stateFolder()));
            ExecutorService gatewayThread = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("engine-gateway").factory());
            opened(gatewayThread::shutdown);
            partition = opened(new EnginePartition(folder.database(), settings.clock(), commandsInFlight));
            PendingRequests pending = new PendingRequests(gatewayThread);
            CommandSender sender = new CommandSender(partition.newWriter(), pending);
            WorkNotices notices = new WorkNotices();
            JobActivation activation = new JobActivation(sender, notices);
            JobStreams streams = new JobStreams(notices::workAvailable);
            partition.start(new AnswerWriter(pending), streams);

            GrpcJobDelivery delivery =
                    new GrpcJobDelivery(sender, activation, streams, gatewayThread, partition.clock());
            GatewayTopology topology = new GatewayTopology(partition::isHealthy);
            GatewayService service = new GatewayService(sender, delivery, topology);
            Runnable endOpenCalls = () -> {
                streams.endAll();
                activation.endAll();
                pending.abandonAll();
            };
            GrpcGateway grpc = opened(GrpcGateway.start(settings.grpcPort(), service, endOpenCalls));
            grpcPort = grpc.port();
            topology.servedAt(grpcPort);
            RestGateway rest = opened(RestGateway.start(settings.restPort(), routes(sender, activation, topology)));
            restPort = rest.port();
        } catch (RuntimeException e) {
            closeParts();
            throw e;
        }
        LOG.info("Camunda's engine is ready at {} (gRPC) and {} (REST)", grpcAddress(), restAddress());
    }

    private static RestRoutes routes(CommandSender sender, JobActivation activation, GatewayTopology topology) {
        RestRoutes routes = new RestRoutes();
        new ClusterEndpoint(sender, topology).addTo(routes);
        new JobEndpoint(sender, activation).addTo(routes);
        new EventEndpoint(sender).addTo(routes);
        new ProcessInstanceEndpoint(sender).addTo(routes);
        new ResourceEndpoint(sender).addTo(routes);
        new UserTaskEndpoint(sender).addTo(routes);
        return routes;
    }

    /**
     * Starts an engine with nothing in it and returns when it takes commands.
     *
     * @throws IllegalStateException when another engine uses the folder
     * @throws java.io.UncheckedIOException when a port is taken or the folder cannot be written
     */
    public static EmbeddedEngine start(EmbeddedEngineSettings settings) {
        return start(settings, USUAL_COMMANDS_IN_FLIGHT);
    }

    static EmbeddedEngine start(EmbeddedEngineSettings settings, int commandsInFlight) {
        return new EmbeddedEngine(settings, commandsInFlight);
    }

    /** Where the gRPC gateway listens, with the port that was really taken. */
    public URI grpcAddress() {
        return URI.create("http://localhost:" + grpcPort);
    }

    /** Where the REST gateway listens, with the port that was really taken. */
    public URI restAddress() {
        return URI.create("http://localhost:" + restPort);
    }

    EnginePartition partition() {
        return partition;
    }

    /** Stops taking commands, ends what waits, and frees ports and folder. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeParts();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private void closeParts() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A part of the engine did not close in an orderly way", e);
            }
        }
    }
}
