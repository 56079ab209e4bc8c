package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.http.Refusals;
import tools.jackson.databind.JsonNode;

/** How Bitbucket Cloud says no. */
final class CloudRefusals extends Refusals {

    CloudRefusals(String application) {
        super(application);
    }

    /** {@code error.detail} is text in the description of the API, but an object in some real answers. */
    @Override
    protected String words(JsonNode body) {
        JsonNode error = body.path("error");
        String message = error.path("message").asString("");
        JsonNode detail = error.path("detail");
        if (detail.isMissingNode() || detail.isNull()) {
            return message;
        }
        return message + " " + (detail.isString() ? detail.asString("") : detail.toString());
    }
}
