package dev.hallpass.process;

import dev.hallpass.approval.StepId;
import dev.hallpass.request.RequestId;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job is about.
 *
 * @param request the request that its process carries
 * @param variables the variables that came with it
 */
record JobContext(RequestId request, Map<String, Object> variables) {

    static final String REQUEST_ID = "requestId";
    static final String CORRELATION_ID = "correlationId";

    /** What a person has to do, as the form shows it. */
    static final String BY_HAND = "byHand";

    /** Who completes a task in another client may set the variable too. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    static JobContext of(ActivatedJob job) {
        Map<String, Object> variables = job.getVariablesAsMap();
        return new JobContext(new RequestId(uuid(variables, REQUEST_ID)), variables);
    }

    /** The step that a user task stands for. */
    StepId step() {
        return new StepId(uuid(variables, "stepId"));
    }

    /** The order that a user task stands for. */
    UUID order() {
        return variables.get(BY_HAND) instanceof Map<?, ?> order && order.get("order") instanceof String id
                ? UUID.fromString(id)
                : uuid(variables, "order");
    }

    @Nullable
    String text(String name) {
        return variables.get(name) instanceof String text ? text : null;
    }

    /** The id of the call that the job follows from; the request's own if there is none, or none that is fit for logs. */
    String correlation() {
        String given = text(CORRELATION_ID);
        return given != null && SANE.matcher(given).matches() ? given : request.toString();
    }

    private static UUID uuid(Map<String, Object> variables, String name) {
        if (variables.get(name) instanceof String text) {
            return UUID.fromString(text);
        }
        throw new IllegalArgumentException("The process variable %s is missing or no text".formatted(name));
    }
}
