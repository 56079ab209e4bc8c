package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.clock.ClockRecord;
import io.camunda.zeebe.protocol.record.intent.ClockIntent;
import java.io.IOException;

/** What clients ask about the cluster itself. */
final class ClusterEndpoint {

    private final CommandSender sender;
    private final GatewayTopology topology;

    ClusterEndpoint(CommandSender sender, GatewayTopology topology) {
        this.sender = sender;
        this.topology = topology;
    }

    void addTo(RestRoutes routes) {
        routes.add("GET", "/topology", request -> RestAnswer.ok(topology.json()))
                .add("GET", "/status", this::status)
                .add("PUT", "/clock", this::pinClock)
                .add("POST", "/clock/reset", this::resetClock);
    }

    private RestAnswer status(RestRequest request) {
        return topology.isHealthy()
                ? RestAnswer.noContent()
                : RestAnswer.problem(
                        503,
                        FailureKind.UNAVAILABLE.name(),
                        "The partition is not healthy",
                        request.exchange().getRequestURI().getPath());
    }

    /** Stops the engine's clock at a time; what falls due until then falls due now. */
    private RestAnswer pinClock(RestRequest request) throws IOException {
        Long timestamp = request.body().numberOrNull("timestamp");
        if (timestamp == null || timestamp < 0) {
            throw CommandFailedException.invalid("Expected a timestamp of zero or more milliseconds");
        }
        return send(ClockIntent.PIN, new ClockRecord().pinAt(timestamp));
    }

    private RestAnswer resetClock(RestRequest request) {
        return send(ClockIntent.RESET, new ClockRecord());
    }

    private RestAnswer send(ClockIntent intent, ClockRecord clock) {
        sender.send(EngineCommand.create(intent, clock)).join();
        return RestAnswer.noContent();
    }
}
