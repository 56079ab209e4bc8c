package dev.hallpass.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The limit: the same permission set and taken away by nothing but an HTTP client, against the same stand-in. */
final class BareClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    BareClient(String base) {
        this.base = base;
    }

    /** What a loop of PUT, GET, DELETE, GET came to. */
    record Result(double cyclesPerSecond, Percentiles grant, Percentiles revoke) {}

    Result run(int cycles, int concurrency) throws InterruptedException {
        Collection<Double> grants = new ConcurrentLinkedQueue<>();
        Collection<Double> revokes = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(concurrency)) {
            for (int i = 0; i < cycles; i++) {
                String path = "/2.0/repositories/acme/service-%d/permissions-config/users/%s"
                        .formatted(i % 20 + 1, URLEncoder.encode("557058:dev" + (i % 600 + 1), StandardCharsets.UTF_8));
                workers.execute(() -> {
                    grants.add(timed(() -> {
                        send(path, "PUT", "{\"permission\":\"write\"}");
                        send(path, "GET", null);
                    }));
                    revokes.add(timed(() -> {
                        send(path, "DELETE", null);
                        send(path, "GET", null);
                    }));
                });
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Result(cycles / seconds, Percentiles.of(grants), Percentiles.of(revokes));
    }

    private static double timed(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private void send(String path, String method, @Nullable String body) {
        String credentials = Base64.getEncoder()
                .encodeToString("hallpass-bot@acme.example:test-token".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status = http.send(request, BodyHandlers.ofString()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("%s %s gave %d".formatted(method, path, status));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
