package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DataCenterWebhooksTest {

    private static final String MOVED = """
        {"eventKey":"repo:modified",
         "old":{"id":11,"slug":"api","project":{"id":1,"key":"PAY"}},
         "new":{"id":11,"slug":"payments-api","project":{"id":2,"key":"WEB"}}}\
        """;

    private final Webhooks webhooks = new Webhooks("acme-dc", "secret");

    @Test
    void aRepositoryThatWasMovedIsTold() {
        assertThat(webhooks.changed(delivery("repo:modified", MOVED, signature("secret", MOVED))))
                .containsExactly(new ConnectedResource(ResourceKind.REPOSITORY, "11", "WEB/payments-api"));
    }

    @Test
    void aProjectThatWasRenamedIsTold() {
        String body = "{\"old\":{\"id\":1,\"key\":\"PAY\"},\"new\":{\"id\":1,\"key\":\"MONEY\"}}";

        assertThat(webhooks.changed(delivery("project:modified", body, signature("secret", body))))
                .containsExactly(new ConnectedResource(ResourceKind.PROJECT, "1", "MONEY"));
    }

    @Test
    void otherEventsTellNothing() {
        assertThat(webhooks.changed(delivery("repo:refs_changed", "{}", signature("secret", "{}"))))
                .isEmpty();
        assertThat(webhooks.changed(delivery("diagnostics:ping", "{}", signature("secret", "{}"))))
                .isEmpty();
        assertThat(webhooks.changed(delivery("repo:modified", "{}", signature("secret", "{}"))))
                .isEmpty();
    }

    @Test
    void onlyBitbucketIsHeard() {
        assertThatThrownBy(() -> webhooks.changed(delivery("repo:modified", MOVED, signature("guess", MOVED))))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
        assertThatThrownBy(() -> webhooks.changed(delivery("repo:modified", MOVED, "")))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
        assertThatThrownBy(() -> webhooks.changed(
                        delivery("repo:modified", MOVED.replace("11", "12"), signature("secret", MOVED))))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
        assertThatThrownBy(() -> new Webhooks("acme-dc", "")
                        .changed(delivery("repo:modified", MOVED, signature("secret", MOVED))))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
    }

    @Test
    void nonsenseIsRejected() {
        assertThatThrownBy(() -> webhooks.changed(delivery("repo:modified", "{", signature("secret", "{"))))
                .isInstanceOf(ConnectorException.Rejected.class);
    }

    private static WebhookDelivery delivery(String event, String body, String signature) {
        return new WebhookDelivery(
                Map.of("X-Event-Key", event, "X-Hub-Signature", signature), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
