package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One stand-in as its administrator sees it. Faults do not reach here. Roles are as Hallpass names them. */
interface Bitbucket extends AutoCloseable {

    Site site();

    /** What somebody holds explicitly at this moment, {@code none} for nothing. */
    String explicit(String person, Place place);

    /** What somebody may do there by all paths; of projects and repositories. */
    String effective(String person, Place place);

    /** As an administrator does it. */
    void setByHand(String person, Place place, String role);

    /** All that users hold explicitly: by path and account, with a space between. */
    Map<String, String> everything();

    /** Its part of Hallpass's settings, without the prefix. */
    Map<String, String> settings();

    /** What goes wrong with it. */
    ArmedFaults faults();

    @Override
    void close();

    /**
     * The body of an answer.
     *
     * @throws IllegalStateException if it is a refusal
     */
    static JsonNode done(ApiClient.Response response) {
        if (response.status() >= 300) {
            throw new IllegalStateException(
                    "The stand-in answers %d: %s".formatted(response.status(), response.text()));
        }
        return response.json();
    }
}
