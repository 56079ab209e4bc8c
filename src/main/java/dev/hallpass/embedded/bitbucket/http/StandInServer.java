package dev.hallpass.embedded.bitbucket.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a stand-in listens: on this machine only, with a virtual thread for each call. */
public final class StandInServer implements AutoCloseable {

    private static final int WAITING_CONNECTIONS = 1024;

    static {
        // Without it every answer on a kept connection waits 40 ms for an acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private StandInServer(HttpServer http) {
        this.http = http;
        http.setExecutor(threads);
    }

    /**
     * Takes the port; nobody is answered before {@link #start}.
     *
     * @param port 0 for any free port
     * @param name what cannot listen if the port is taken, "Bitbucket stand-in"
     * @throws UncheckedIOException if the port is taken
     */
    public static StandInServer listen(int port, String name) {
        try {
            return new StandInServer(HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING_CONNECTIONS));
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " cannot listen on port " + port, e);
        }
    }

    /** From now on every call is answered by the handler. */
    public void start(RequestHandler handler) {
        http.createContext("/", handler);
        http.start();
    }

    /** The port it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Stops listening; calls that are running may get no answer. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
