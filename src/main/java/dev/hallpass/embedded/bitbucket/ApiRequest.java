package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API that has found its route.
 *
 * @param call as it came in
 * @param variables the decoded path segments by their names in the route
 * @param caller who calls, null for nobody in particular
 * @param directory who and what there is, the same for the whole request
 * @param age how old the answer may be
 * @param quirks the switches as they are set
 */
record ApiRequest(
        HttpCall call,
        Map<String, String> variables,
        @Nullable Caller caller,
        Directory directory,
        Duration age,
        Quirks quirks) {

    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** @throws RefusedException 401 if nobody in particular calls */
    Caller requireCaller() {
        if (caller == null) {
            throw Authentication.badCredentials();
        }
        return caller;
    }

    /** @throws RefusedException 404 unless the path names our workspace */
    void requireWorkspace() {
        String workspace = variable("workspace");
        if (!directory.isWorkspace(workspace)) {
            throw RefusedException.of(404, "No workspace with identifier '" + workspace + "'.");
        }
    }

    Documents documents() {
        return new Documents(directory, call.origin() + "/2.0", quirks);
    }
}
