package dev.hallpass.embedded.bitbucket;

import dev.hallpass.VendorDescription;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Atlassian's OpenAPI document of Bitbucket Cloud 2.0 as a judge of exchanges. */
public final class BitbucketDescription {

    /** Its introduction describes them for all lists and objects, "Pagination" and "Partial responses". */
    private static final Set<String> OF_ALL_CALLS = Set.of("page", "pagelen", "fields");

    private final VendorDescription description;

    private BitbucketDescription(VendorDescription description) {
        this.description = description;
    }

    /** Reads the document; skips the test, loudly, where it is missing. */
    public static BitbucketDescription orSkip() {
        return new BitbucketDescription(VendorDescription.orSkip(
                "bitbucket-cloud-2.0.swagger.v3.json",
                "Bitbucket Cloud",
                "/2.0",
                BitbucketDescription::removeDiscriminators));
    }

    /** What is wrong with a request; nothing if it is as described. */
    public List<String> requestProblems(
            String method, URI address, @Nullable String contentType, @Nullable String body) {
        return description.requestProblems(method, address, contentType, body, OF_ALL_CALLS);
    }

    /** What is wrong with a response; nothing if it is as described. */
    public List<String> responseProblems(
            String method, URI address, int status, @Nullable String contentType, String body) {
        return description.responseProblems(method, address.getRawPath(), status, contentType, body);
    }

    /** Every schema is composed of one with a discriminator, which sends the validator round in circles. */
    private static void removeDiscriminators(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("discriminator");
        }
        for (JsonNode child : node) {
            removeDiscriminators(child);
        }
    }
}
