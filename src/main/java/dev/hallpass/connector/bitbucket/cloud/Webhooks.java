package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bitbucket's webhook deliveries, signed with {@code X-Hub-Signature}. None of them tells about permissions. */
final class Webhooks {

    private static final Set<String> USEFUL =
            Set.of("repo:created", "repo:updated", "repo:deleted", "repo:transfer", "project:updated");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEME = "sha256=";

    private final String application;
    private final @Nullable String secret;

    Webhooks(String application, @Nullable String secret) {
        this.application = application;
        this.secret = secret;
    }

    List<ConnectedResource> changed(WebhookDelivery delivery) {
        requireSignature(delivery);
        if (!USEFUL.contains(delivery.header("X-Event-Key").orElse(""))) {
            return List.of();
        }
        try {
            JsonNode body = JSON.readTree(delivery.body());
            List<ConnectedResource> changed = new ArrayList<>();
            JsonNode repository = body.path("repository");
            add(changed, ResourceKind.REPOSITORY, repository, repository.path("full_name"));
            JsonNode project = body.path("project");
            add(changed, ResourceKind.PROJECT, project, project.path("key"));
            return changed;
        } catch (JacksonException e) {
            throw new ConnectorException.Rejected(application + ": the delivery is not JSON");
        }
    }

    private static void add(List<ConnectedResource> to, ResourceKind kind, JsonNode what, JsonNode path) {
        String uuid = what.path("uuid").asString("");
        if (!uuid.isEmpty()) {
            to.add(new ConnectedResource(kind, uuid, path.asString("")));
        }
    }

    private void requireSignature(WebhookDelivery delivery) {
        if (secret == null || secret.isBlank()) {
            throw new ConnectorException.Unauthenticated(application + ": no webhook-secret is set");
        }
        String given = delivery.header("X-Hub-Signature").orElse("");
        if (!given.startsWith(SCHEME)
                || !MessageDigest.isEqual(
                        bytes(given.substring(SCHEME.length())), bytes(signature(secret, delivery.body())))) {
            throw new ConnectorException.Unauthenticated(application + ": the delivery's signature is wrong");
        }
    }

    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
