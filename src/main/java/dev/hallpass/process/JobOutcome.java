package dev.hallpass.process;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a worker leaves a job. */
sealed interface JobOutcome {

    /** Done; the variables go to the process. */
    record Completed(Map<String, @Nullable Object> variables) implements JobOutcome {}

    /** A listener does not let the user task go on. */
    record Denied(String reason) implements JobOutcome {}

    /** A business outcome that the diagram handles. */
    record Thrown(String errorCode, String message) implements JobOutcome {}

    /** Nothing went wrong, but it is too early. */
    record Postponed(Duration delay) implements JobOutcome {}

    /** Done, nothing to tell. */
    static JobOutcome completed() {
        return new Completed(Map.of());
    }
}
