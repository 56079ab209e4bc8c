package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Refusals;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How Bitbucket Cloud says no. */
final class CloudRefusals extends Refusals {

    /** In words, with a space between them: a repository may be named after scopes as well. */
    private static final Pattern SCOPES =
            Pattern.compile("\\b(privilege|required|missing|insufficient|oauth2?)\\s+scopes?\\b");

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

    @Override
    public boolean credentialLacksRight(Answer answer) {
        return answer.status() == 403 && blamesTheCredential(answer);
    }

    /** It is our credential that lacks something: a scope, or this API does not take its kind at all. */
    static boolean blamesTheCredential(Answer answer) {
        String said = said(answer);
        return SCOPES.matcher(said).find()
                || said.contains("authentication mechanism")
                || (said.contains("\"required\"") && said.contains("\"granted\""));
    }

    /** It says that the workspace is administered elsewhere. */
    static boolean namesCentralAdministration(Answer answer) {
        String said = said(answer);
        return said.contains("admin.atlassian.com") || said.contains("managed centrally");
    }

    private static String said(Answer answer) {
        return answer.text().toLowerCase(Locale.ROOT);
    }
}
