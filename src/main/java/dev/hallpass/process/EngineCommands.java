package dev.hallpass.process;

import dev.hallpass.access.BookedOrder;
import dev.hallpass.access.ByHandOrders;
import dev.hallpass.approval.ApprovalStep;
import dev.hallpass.approval.Approvals;
import dev.hallpass.approval.StepId;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says a command in the engine's words. Each may be said twice without harm. */
@Component
class EngineCommands {

    /** How long a message waits for its process to reach the place where it is listened to. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final CamundaClient client;
    private final Approvals approvals;
    private final ByHandOrders orders;

    EngineCommands(CamundaClient client, Approvals approvals, ByHandOrders orders) {
        this.client = client;
        this.approvals = approvals;
        this.orders = orders;
    }

    /** Sends the command; the stage fails if the engine has not taken it and it must be said again. */
    CompletionStage<?> send(ProcessOutbox.Entry entry) {
        return switch (entry.command()) {
            case ProcessCommand.Start start -> start(start.request(), Duration.ZERO, entry.correlationId());
            case ProcessCommand.StartAgain start ->
                start(start.request(), Duration.ofMinutes(1), entry.correlationId());
            case ProcessCommand.CompleteStep complete -> completeStep(complete.step(), entry.correlationId());
            case ProcessCommand.CompleteByHand complete -> completeByHand(complete.order(), entry.correlationId());
            case ProcessCommand.BundleMoved moved ->
                publish(MessageNames.BUNDLE_MOVED, moved.request(), entry.correlationId());
            case ProcessCommand.Cancel cancel ->
                publish(MessageNames.ACCESS_REQUEST_CANCELLED, cancel.request(), entry.correlationId());
            case ProcessCommand.EndGrant end -> publish(MessageNames.GRANT_ENDED, end.request(), entry.correlationId());
            case ProcessCommand.MoveEnd move ->
                publish(MessageNames.GRANT_EXTENDED, move.request(), entry.correlationId());
        };
    }

    /**
     * Starts the request's process unless one is running: the engine keeps at most one instance for a correlation key,
     * and a message that may not wait is dropped if there is one.
     *
     * @see <a href="https://docs.camunda.io/docs/components/concepts/messages/#message-cardinality">Message
     *     cardinality</a>
     */
    CompletionStage<?> start(RequestId request, Duration patience, @Nullable String correlationId) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(JobContext.REQUEST_ID, request.toString());
        variables.put(JobContext.CORRELATION_ID, correlationId == null ? request.toString() : correlationId);
        return client.newPublishMessageCommand()
                .messageName(MessageNames.ACCESS_REQUEST_SUBMITTED)
                .correlationKey(request.toString())
                .timeToLive(patience)
                .variables(variables)
                .send();
    }

    /** What follows is followed by the id of the call that caused it, no longer by that of the one before. */
    private static Map<String, Object> following(@Nullable String correlationId) {
        return correlationId == null ? Map.of() : Map.of(JobContext.CORRELATION_ID, correlationId);
    }

    private CompletionStage<?> publish(String message, RequestId request, @Nullable String correlationId) {
        return client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(request.toString())
                .timeToLive(PATIENCE)
                .variables(following(correlationId))
                .send();
    }

    private CompletionStage<?> completeStep(UUID stepId, @Nullable String correlationId) {
        return completeTask(
                "decide",
                approvals
                        .findStep(new StepId(stepId))
                        .map(ApprovalStep::userTaskKey)
                        .orElse(null),
                correlationId);
    }

    private CompletionStage<?> completeByHand(UUID order, @Nullable String correlationId) {
        return completeTask(
                "report", orders.find(order).map(BookedOrder::userTaskKey).orElse(null), correlationId);
    }

    private CompletionStage<?> completeTask(String action, @Nullable Long userTask, @Nullable String correlationId) {
        if (userTask == null) {
            // Not there yet: when it comes, its creation asks for its completion again. Or it never will be.
            return CompletableFuture.completedFuture(null);
        }
        return client.newCompleteUserTaskCommand(userTask)
                .action(action)
                .variables(following(correlationId))
                .send()
                .exceptionally(error -> {
                    if (isNotFound(error)) {
                        // Completed before, or lost with its engine: then a new process finds it done.
                        return null;
                    }
                    throw new CompletionException(error);
                });
    }

    private static boolean isNotFound(Throwable error) {
        Throwable cause = error.getCause() != null && !(error instanceof ProblemException) ? error.getCause() : error;
        return cause instanceof ProblemException problem && problem.code() == 404;
    }
}
