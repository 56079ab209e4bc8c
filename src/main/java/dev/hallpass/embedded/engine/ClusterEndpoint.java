package dev.hallpass.embedded.engine;

/** What clients ask about the cluster itself. */
final class ClusterEndpoint {

    private final GatewayTopology topology;

    ClusterEndpoint(GatewayTopology topology) {
        this.topology = topology;
    }

    void addTo(RestRoutes routes) {
        routes.add("GET", "/topology", request -> RestAnswer.ok(topology.json()))
                .add("GET", "/status", this::status);
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
}
