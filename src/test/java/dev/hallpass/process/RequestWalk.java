package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.CompleteUserTaskResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One request on its way through the process; the test does by hand what the workers would do. */
final class RequestWalk {
    /** Long enough for the engine to do what it is going to do. */
    private static final Duration A_WHILE = Duration.ofMillis(700);

    private final DeployedEngine engine;
    private final String requestId = UUID.randomUUID().toString();

    private RequestWalk(DeployedEngine engine) {
        this.engine = engine;
    }

    /** Makes the engine say when a request arrives at an end event, by a listener that it waits for. */
    static String reportingEnds(String process) {
        return process.replaceAll(
                "<bpmn:endEvent id=\"(\\w+)\"[^>]*>",
                "$0<bpmn:extensionElements><zeebe:executionListeners><zeebe:executionListener eventType=\"start\""
                        + " type=\"arrived.$1\" /></zeebe:executionListeners></bpmn:extensionElements>");
    }

    static RequestWalk start(DeployedEngine engine) {
        var walk = new RequestWalk(engine);
        walk.publish(MessageNames.ACCESS_REQUEST_SUBMITTED, Map.of("requestId", walk.requestId));
        return walk;
    }

    /** Starts a request that the settlement sends this way, whatever the policy says. */
    static RequestWalk settled(DeployedEngine engine, String outcome, Instant decideBy) {
        var walk = start(engine);
        walk.work(JobTypes.TAKE_IN_FACTS, Map.of("facts", Map.of("role", "write")));
        walk.work(
                JobTypes.SETTLE_ROUTE,
                Map.of("outcome", outcome, "remindAfter", "PT4H", "decideBy", decideBy.toString()));
        return walk;
    }

    /** Starts a part of a bundle that holds together and that the settlement approves. */
    static RequestWalk settledPart(DeployedEngine engine) {
        var walk = start(engine);
        walk.work(JobTypes.TAKE_IN_FACTS, Map.of("facts", Map.of("role", "write")));
        walk.work(
                JobTypes.SETTLE_ROUTE,
                Map.of(
                        "outcome",
                        "APPROVED",
                        "remindAfter",
                        "PT4H",
                        "decideBy",
                        "2026-01-01T00:00:00Z",
                        "heldTogether",
                        true));
        return walk;
    }

    /** What a worker gives that needs a person. */
    static Map<String, Object> byHand(String order) {
        return Map.of(
                "order",
                order,
                "fulfillers",
                "bitbucket-admins",
                "instruction",
                "Add the account to the group",
                "resource",
                "acme/developers",
                "repeats",
                0);
    }

    /** Lets the user task for something by hand be created; gives the listener's job as it was. */
    ActivatedJob waitForHands() {
        return work(JobTypes.RECORD_BY_HAND_TASK, Map.of());
    }

    /** Completes the user task for something by hand, with the check's consent. */
    void reported(long userTask) {
        var completion = engine.client()
                .newCompleteUserTaskCommand(userTask)
                .variables(Map.of("report", "DONE", "note", "a free text"))
                .send();
        work(JobTypes.CHECK_BY_HAND_REPORT, Map.of());
        completion.join();
    }

    /** Opens a step for {@code owner} and lets its user task be created; gives its key. */
    long waitForDecision(String stepId, String owner) {
        work(
                JobTypes.OPEN_NEXT_STEP,
                Map.of(
                        "approval",
                        "WAITING",
                        "stepId",
                        stepId,
                        "candidateUsers",
                        List.of(owner),
                        "candidateGroups",
                        List.of("security")));
        return work(JobTypes.RECORD_WAITING_DECISION, Map.of()).getUserTask().getUserTaskKey();
    }

    CamundaFuture<CompleteUserTaskResponse> decide(long userTask, String decision, String comment) {
        return engine.client()
                .newCompleteUserTaskCommand(userTask)
                .variables(Map.of("decision", decision, "comment", comment))
                .send();
    }

    /** Completes the user task, with the check's consent. */
    void decided(long userTask, String decision, String comment) {
        var completion = decide(userTask, decision, comment);
        work(JobTypes.CHECK_DECISION, Map.of());
        completion.join();
    }

    /** Tells the process that no step is left to decide. */
    void approvalIs(String approval) {
        var result = new HashMap<String, @Nullable Object>();
        result.put("approval", approval);
        result.put("stepId", null);
        result.put("candidateUsers", List.of());
        result.put("candidateGroups", List.of());
        work(JobTypes.OPEN_NEXT_STEP, result);
    }

    void provisioned(String effect, Instant expiresAt) {
        work(JobTypes.PROVISION, Map.of("effect", effect, "expiresAt", expiresAt.toString()));
    }

    /** Waits for the request's job of this type and completes it; gives it as it was. */
    ActivatedJob work(String type, Map<String, ? extends @Nullable Object> result) {
        var job = job(type);
        engine.client().newCompleteCommand(job).variables(result).send().join();
        return job;
    }

    ActivatedJob job(String type) {
        return Awaitility.await("job of type " + type)
                .atMost(DeployedEngine.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> activate(type), Optional::isPresent)
                .orElseThrow();
    }

    void hasNoJob(String type) {
        Awaitility.await("no job of type " + type)
                .during(A_WHILE)
                .atMost(DeployedEngine.PATIENCE)
                .until(() -> activate(type).isEmpty());
    }

    private Optional<ActivatedJob> activate(String type) {
        return engine.activate(
                type, job -> requestId.equals(job.getVariablesAsMap().get("requestId")));
    }

    /** The request arrives at this end event; the last one that a process instance arrives at ends it. */
    ActivatedJob arrivesAt(String endEvent) {
        return work("arrived." + endEvent, Map.of());
    }

    /** The request arrives at this end event and nothing of it is left: it could begin anew. */
    void endsAt(String endEvent) {
        arrivesAt(endEvent);
        // Of one correlation key the engine runs one instance at a time.
        Awaitility.await("the end of the instance")
                .atMost(DeployedEngine.PATIENCE)
                .until(() -> {
                    publish(MessageNames.ACCESS_REQUEST_SUBMITTED, Map.of("requestId", requestId));
                    return activate(JobTypes.TAKE_IN_FACTS).isPresent();
                });
    }

    void receive(String message) {
        publish(message, Map.of());
    }

    private void publish(String message, Map<String, Object> variables) {
        var patience = message.equals(MessageNames.ACCESS_REQUEST_SUBMITTED) ? Duration.ZERO : Duration.ofMinutes(5);
        var published = engine.client()
                .newPublishMessageCommand()
                .messageName(message)
                .correlationKey(requestId)
                .timeToLive(patience)
                .variables(variables)
                .send()
                .join();
        assertThat(published.getMessageKey()).isPositive();
    }
}
