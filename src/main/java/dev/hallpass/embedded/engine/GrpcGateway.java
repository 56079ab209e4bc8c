package dev.hallpass.embedded.engine;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The gRPC server, on the loopback interface only: the protocol is spoken in plain text and without authentication. */
final class GrpcGateway implements AutoCloseable {

    /** As in Camunda's gateway: the largest message, deployments included. */
    private static final int LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** The Camunda client pings every 45 seconds by default; a server that has not agreed to that hangs up. */
    private static final int PINGS_AT_MOST_EVERY_SECONDS = 5;

    private final Server server;
    private final Runnable endOpenCalls;

    private GrpcGateway(Server server, Runnable endOpenCalls) {
        this.server = server;
        this.endOpenCalls = endOpenCalls;
    }

    /**
     * Opens the port.
     *
     * @param endOpenCalls run at the end, when new calls are no longer taken: lets go of those that would stay open
     */
    static GrpcGateway start(int port, GatewayService service, Runnable endOpenCalls) {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                // No call of the service blocks, so the network threads carry it out themselves.
                .directExecutor()
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .permitKeepAliveTime(PINGS_AT_MOST_EVERY_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(service)
                .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the engine's gRPC port " + port, e);
        }
        return new GrpcGateway(server, endOpenCalls);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        endOpenCalls.run();
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
