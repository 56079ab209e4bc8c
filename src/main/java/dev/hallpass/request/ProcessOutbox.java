package dev.hallpass.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the engine must be told, stored in the transaction that makes it true and kept until the engine has taken it
 * (transactional outbox). Delivery is at least once; the commands bear being told twice.
 */
@Component
public class ProcessOutbox {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ProcessOutbox(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Adds a command; it can be taken once the surrounding transaction has committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enqueue(ProcessCommand command) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
            insert into process_outbox (request_id, command, step_id, correlation_id, created_at, next_attempt_at)
            values (?, ?, ?, ?, ?, ?)
            """)
                .params(Arrays.asList(
                        command.request().value(), name(command), step(command), MDC.get("requestId"), now, now))
                .update();
        events.publishEvent(new CommandEnqueued());
    }

    /** Takes due commands and keeps others away from them until the surrounding transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Entry> take(int limit) {
        return jdbc.sql("""
            select id, request_id, command, step_id, correlation_id, attempts from process_outbox
            where next_attempt_at <= ? order by next_attempt_at, id limit ? for update skip locked
            """)
                .params(Timestamp.from(clock.instant()), limit)
                .query((row, number) -> new Entry(
                        row.getLong("id"),
                        command(
                                row.getString("command"),
                                new RequestId(row.getObject("request_id", UUID.class)),
                                row.getObject("step_id", UUID.class)),
                        row.getString("correlation_id"),
                        row.getInt("attempts")))
                .list();
    }

    /** The engine has taken these. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void delivered(List<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from process_outbox where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    /** The engine did not take it; it is tried again after {@code delay}, however often that may be. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(long id, Duration delay, String error) {
        jdbc.sql("update process_outbox set attempts = attempts + 1, next_attempt_at = ?, last_error = ? where id = ?")
                .params(Timestamp.from(clock.instant().plus(delay)), shortened(error), id)
                .update();
    }

    /** How many commands wait, and since when the oldest does. */
    @Transactional(readOnly = true)
    public Backlog backlog() {
        return jdbc.sql("select count(*) as waiting, min(created_at) as oldest from process_outbox")
                .query((row, number) -> new Backlog(
                        row.getLong("waiting"),
                        row.getTimestamp("oldest") == null
                                ? null
                                : row.getTimestamp("oldest").toInstant()))
                .single();
    }

    private static String shortened(String error) {
        return error.substring(0, Math.min(error.length(), 500));
    }

    private static String name(ProcessCommand command) {
        return switch (command) {
            case ProcessCommand.Start start -> "START";
            case ProcessCommand.StartAgain startAgain -> "START_AGAIN";
            case ProcessCommand.CompleteStep completeStep -> "COMPLETE_STEP";
            case ProcessCommand.Cancel cancel -> "CANCEL";
            case ProcessCommand.EndGrant endGrant -> "END_GRANT";
            case ProcessCommand.MoveEnd moveEnd -> "MOVE_END";
            case ProcessCommand.CompleteByHand completeByHand -> "COMPLETE_BY_HAND";
            case ProcessCommand.BundleMoved bundleMoved -> "BUNDLE_MOVED";
        };
    }

    private static @Nullable UUID step(ProcessCommand command) {
        return switch (command) {
            case ProcessCommand.CompleteStep completeStep -> completeStep.step();
            case ProcessCommand.CompleteByHand completeByHand -> completeByHand.order();
            default -> null;
        };
    }

    private static ProcessCommand command(String name, RequestId request, UUID step) {
        return switch (name) {
            case "START" -> new ProcessCommand.Start(request);
            case "START_AGAIN" -> new ProcessCommand.StartAgain(request);
            case "COMPLETE_STEP" -> new ProcessCommand.CompleteStep(request, step);
            case "CANCEL" -> new ProcessCommand.Cancel(request);
            case "END_GRANT" -> new ProcessCommand.EndGrant(request);
            case "MOVE_END" -> new ProcessCommand.MoveEnd(request);
            case "COMPLETE_BY_HAND" -> new ProcessCommand.CompleteByHand(request, step);
            case "BUNDLE_MOVED" -> new ProcessCommand.BundleMoved(request);
            default -> throw new IllegalStateException("Unknown command " + name);
        };
    }

    /**
     * A stored command.
     *
     * @param correlationId the id of the call that caused it, to be followed on
     * @param attempts how often it was tried already
     */
    public record Entry(
            long id, ProcessCommand command, @Nullable String correlationId, int attempts) {}

    /** What waits to be told. */
    public record Backlog(long waiting, @Nullable Instant oldest) {}

    /** Published when a command was added; useful after the commit only. */
    public record CommandEnqueued() {}
}
