package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StandInWebhooksTest extends StandInHttpTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SECRET = "It's a Secret to Everybody";

    private record Delivery(String event, String request, String attempt, String signature, byte[] body) {}

    private final List<Delivery> received = new CopyOnWriteArrayList<>();
    private volatile int failures;

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            received.add(new Delivery(
                    headers.getFirst("X-Event-Key"),
                    headers.getFirst("X-Request-UUID"),
                    headers.getFirst("X-Attempt-Number"),
                    String.valueOf(headers.getFirst("X-Hub-Signature")),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(received.size() <= failures ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopListening() {
        server.stop(0);
    }

    private void hook(String more) {
        control.call(
                "POST",
                "webhooks",
                "{\"url\":\"http://localhost:%d/hook\"%s}"
                        .formatted(server.getAddress().getPort(), more));
    }

    private void awaitDeliveries(int count) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                control.call("GET", "webhooks/deliveries", "").size())
                        .isEqualTo(count));
    }

    private static String hmac(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void aDeliveryIsSignedAndTellsWhatChanged() throws GeneralSecurityException {
        hook(",\"secret\":\"" + SECRET + "\"");

        control.renameRepository("payments-api", "pay");
        awaitDeliveries(1);

        Delivery delivery = received.getFirst();
        JsonNode payload = JSON.readTree(delivery.body());
        assertThat(delivery.event()).isEqualTo("repo:updated");
        assertThat(delivery.signature()).isEqualTo(hmac(delivery.body()));
        assertThat(payload.path("repository").path("full_name").asString()).isEqualTo("acme/pay");
        assertThat(payload.path("changes").path("slug").path("old").asString()).isEqualTo("payments-api");
    }

    @Test
    void withoutASecretNothingIsSigned() {
        hook("");

        control.deleteRepository("payments-api");
        awaitDeliveries(1);

        assertThat(received.getFirst().event()).isEqualTo("repo:deleted");
        assertThat(received.getFirst().signature()).isEqualTo("null");
    }

    @Test
    void whatIsNotTakenIsSentAgainWithTheSameId() {
        failures = 2;
        hook("");

        control.deleteRepository("payments-api");
        awaitDeliveries(3);

        assertThat(received).extracting(Delivery::attempt).containsExactly("1", "2", "3");
        assertThat(received)
                .extracting(Delivery::request)
                .containsOnly(received.getFirst().request());
    }

    @Test
    void onlyWantedEventsAreToldAndSomeAreLostOrToldTwice() {
        hook(",\"events\":[\"repo:transfer\"],\"duplicates\":true,\"lose\":1");

        control.renameRepository("web-shop", "shop");
        control.renameRepository("shop", "web-shop");
        control.call("POST", "repositories/web-shop/transfer", "{\"workspace\":\"elsewhere\"}");
        awaitDeliveries(2);

        assertThat(received).extracting(Delivery::event).containsOnly("repo:transfer");
        assertThat(received)
                .extracting(Delivery::request)
                .containsOnly(received.getFirst().request());
    }
}
