package dev.hallpass.embedded.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST server, on the loopback interface only, with a virtual thread for each request. */
final class RestGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestGateway.class);
    private static final String ROOT = "/v2";

    static {
        // Without this the JDK's server lets each small answer wait for the client's delayed acknowledgement (40 ms).
        // It reads the property once, so it has to be set before the first server is made.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private RestGateway(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static RestGateway start(int port, RestRoutes routes) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext(ROOT, exchange -> serve(exchange, routes));
            server.start();
            return new RestGateway(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the engine's REST port " + port, e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, RestRoutes routes) throws IOException {
        try (exchange) {
            RestAnswer answer = answer(exchange, routes);
            if (answer.body() == null) {
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            byte[] content = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), content.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(content);
            }
        }
    }

    private static RestAnswer answer(HttpExchange exchange, RestRoutes routes) {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            // Without authentication, any page that a developer looks at could otherwise command the engine.
            return RestAnswer.problem(403, FailureKind.FORBIDDEN.name(), "The engine is not for web pages", path);
        }
        Optional<RestRoutes.Match> match = routes.find(exchange.getRequestMethod(), path.substring(ROOT.length()));
        if (match.isEmpty()) {
            return RestAnswer.problem(404, "NOT_FOUND", "The embedded engine does not serve this", path);
        }
        try {
            return match.get()
                    .endpoint()
                    .answer(new RestRequest(exchange, match.get().variables()));
        } catch (IOException | RuntimeException e) {
            CommandFailedException failure = CommandFailedException.from(e);
            LOG.debug("{} {} failed", exchange.getRequestMethod(), path, failure);
            return RestAnswer.problem(failure, path);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
