package dev.hallpass.embedded.bitbucket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells addresses what happened in the workspace, signed, up to three times each until one is answered 2xx. */
final class Webhooks implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    /**
     * An address to tell.
     *
     * @param secret what deliveries are signed with; null for no signature
     * @param events which are told; null or none for all
     * @param duplicates whether everything is told twice
     * @param lose how many of the next events are never told
     */
    record Hook(
            URI url,
            @Nullable String secret,
            @Nullable List<String> events,
            @Nullable Boolean duplicates,
            @Nullable Integer lose) {

        boolean wants(String event) {
            return events == null || events.isEmpty() || events.contains(event);
        }

        @Override
        public String toString() {
            return "Hook[" + url + "]";
        }
    }

    /** @param status what the address answered, 0 for nothing */
    record Delivery(String event, String requestUuid, URI url, int attempt, int status) {}

    /** @param left how many events are still to be lost */
    private record Installed(String uuid, Hook hook, AtomicInteger left) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Installed> hooks = new CopyOnWriteArrayList<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    String add(Hook hook) {
        String uuid = "{" + UUID.randomUUID() + "}";
        int lose = hook.lose() == null ? 0 : hook.lose();
        hooks.add(new Installed(uuid, hook, new AtomicInteger(lose)));
        return uuid;
    }

    List<Hook> hooks() {
        return hooks.stream().map(Installed::hook).toList();
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    void clear() {
        hooks.clear();
        deliveries.clear();
    }

    /** Tells it without waiting for anybody. */
    void send(String event, ObjectNode payload) {
        byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
        for (Installed installed : hooks) {
            boolean lost = installed.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (installed.hook().wants(event) && !lost) {
                String request = UUID.randomUUID().toString();
                Thread.ofVirtual().start(() -> deliver(installed, event, request, body));
                if (Boolean.TRUE.equals(installed.hook().duplicates())) {
                    Thread.ofVirtual().start(() -> deliver(installed, event, request, body));
                }
            }
        }
    }

    private void deliver(Installed installed, String event, String request, byte[] body) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int status = attempt(installed, event, request, body, attempt);
            deliveries.add(new Delivery(event, request, installed.hook().url(), attempt, status));
            if (status / 100 == 2 || Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private int attempt(Installed installed, String event, String request, byte[] body, int attempt) {
        HttpRequest.Builder call = HttpRequest.newBuilder(installed.hook().url())
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("User-Agent", "Bitbucket-Webhooks/2.0")
                .header("X-Event-Key", event)
                .header("X-Hook-UUID", installed.uuid().replaceAll("[{}]", ""))
                .header("X-Request-UUID", request)
                .header("X-Attempt-Number", Integer.toString(attempt))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String secret = installed.hook().secret();
        if (secret != null) {
            call.header("X-Hub-Signature", "sha256=" + signature(secret, body));
        }
        try {
            return http.send(call.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hooks.clear();
        http.shutdownNow();
    }
}
