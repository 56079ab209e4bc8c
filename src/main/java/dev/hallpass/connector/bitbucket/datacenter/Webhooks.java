package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Bitbucket's webhooks tell: that a project or a repository was renamed or moved. Of permissions they tell nothing.
 * Their {@code X-Hub-Signature} is {@code sha256=} and the HMAC of the body.
 */
final class Webhooks {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PREFIX = "sha256=";

    private final String application;
    private final @Nullable String secret;

    /** @param secret null or blank where no delivery is accepted */
    Webhooks(String application, @Nullable String secret) {
        this.application = application;
        this.secret = secret;
    }

    List<ConnectedResource> changed(WebhookDelivery delivery) {
        requireSignature(delivery);
        String event = delivery.header("X-Event-Key").orElse("");
        return switch (event) {
            case "project:modified" -> project(after(delivery));
            case "repo:modified" -> repository(after(delivery));
            default -> List.of();
        };
    }

    private void requireSignature(WebhookDelivery delivery) {
        if (secret == null || secret.isBlank()) {
            throw new ConnectorException.Unauthenticated(application + ": no webhook secret is set");
        }
        String signature = delivery.header("X-Hub-Signature").orElse("");
        String expected = PREFIX + HexFormat.of().formatHex(hmac(secret, delivery.body()));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))) {
            throw new ConnectorException.Unauthenticated(
                    application + ": the webhook delivery is not signed by Bitbucket");
        }
    }

    private static byte[] hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The state after the change. */
    private JsonNode after(WebhookDelivery delivery) {
        try {
            return JSON.readTree(delivery.body()).path("new");
        } catch (JacksonException e) {
            throw new ConnectorException.Rejected(application + ": the webhook delivery is not JSON");
        }
    }

    private static List<ConnectedResource> project(JsonNode project) {
        long id = project.path("id").asLong(0);
        String key = project.path("key").asString("");
        return id == 0 || key.isEmpty()
                ? List.of()
                : List.of(new ConnectedResource(ResourceKind.PROJECT, Long.toString(id), key));
    }

    private static List<ConnectedResource> repository(JsonNode repository) {
        long id = repository.path("id").asLong(0);
        String slug = repository.path("slug").asString("");
        String key = repository.path("project").path("key").asString("");
        return id == 0 || slug.isEmpty() || key.isEmpty()
                ? List.of()
                : List.of(new ConnectedResource(ResourceKind.REPOSITORY, Long.toString(id), key + "/" + slug));
    }
}
