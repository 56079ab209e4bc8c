package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final byte[] BODY =
            "{\"repository\":{\"uuid\":\"{1}\",\"full_name\":\"acme/a\"}}".getBytes(StandardCharsets.UTF_8);

    private final Webhooks webhooks = new Webhooks("bitbucket", "secret");

    @Test
    void aSignedDeliveryTellsWhichRepositoryChanged() {
        assertThat(webhooks.changed(delivery("repo:updated", Webhooks.signature("secret", BODY))))
                .containsExactly(new ConnectedResource(ResourceKind.REPOSITORY, "{1}", "acme/a"));
    }

    @Test
    void aPushTellsNothing() {
        assertThat(webhooks.changed(delivery("repo:push", Webhooks.signature("secret", BODY))))
                .isEmpty();
    }

    @Test
    void aWrongSignatureAndAMissingSecretAreRefused() {
        WebhookDelivery wrong = delivery("repo:updated", Webhooks.signature("other", BODY));
        WebhookDelivery right = delivery("repo:updated", Webhooks.signature("secret", BODY));

        assertThatThrownBy(() -> webhooks.changed(wrong)).isInstanceOf(ConnectorException.Unauthenticated.class);
        assertThatThrownBy(() -> new Webhooks("bitbucket", null).changed(right))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
    }

    private static WebhookDelivery delivery(String event, String signature) {
        return new WebhookDelivery(Map.of("X-Event-Key", event, "X-Hub-Signature", "sha256=" + signature), BODY);
    }
}
