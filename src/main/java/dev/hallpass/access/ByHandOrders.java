package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestMoved;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people have to do in applications because Hallpass cannot or may not. One order for each grant that is to come or
 * to go, whoever asks for it and however often; only what the application shows closes it, never a report.
 */
@Component
@Transactional
public class ByHandOrders {

    /** How long after a report an application may still show what was before, without anybody being asked again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ByHandRows rows;
    private final PairBalances balances;
    private final AccessRequests requests;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    ByHandOrders(
            ByHandRows rows,
            PairBalances balances,
            AccessRequests requests,
            ProcessOutbox outbox,
            AuditTrail audit,
            Clock clock,
            MeterRegistry metrics) {
        this.rows = rows;
        this.balances = balances;
        this.requests = requests;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
        Gauge.builder("hallpass.byhand.open", rows, ByHandRows::countOpen)
                .description("Orders that wait for somebody to carry them out by hand")
                .register(metrics);
    }

    /**
     * The application was read, and a person still has to do this. Asks for it, unless it is asked for already or
     * somebody has just reported it; asks again if it was reported some time ago.
     *
     * @return how the order stands; empty if the request does not need it any more
     */
    public Optional<BookedOrder> ask(RequestId id, ByHandPurpose purpose, ByHandOrder order) {
        AccessRequest request = requests.lock(id);
        if (!purpose.isNeededBy(request.state())) {
            return Optional.empty();
        }
        Optional<BookedOrder> known = rows.underWay(id, purpose);
        if (known.isEmpty()) {
            UUID booked = TimeOrderedIds.next();
            rows.insert(booked, id, purpose, order, clock.instant());
            audit.record(event(require(booked), AuditEventType.BY_HAND_ASKED, AccessRequests.SYSTEM)
                    .with("instruction", order.instruction())
                    .with("fulfillers", order.fulfillers()));
            return rows.find(booked);
        }
        BookedOrder before = known.get();
        if (!before.order().equals(order)) {
            rows.reword(before.id(), order);
        }
        if (isRead(before)) {
            askAgain(before, found(order));
        }
        return rows.find(before.id());
    }

    /** Whether somebody said that it was done, and so long ago that the application would show it. */
    boolean isRead(BookedOrder order) {
        Instant reportedAt = order.reportedAt();
        return order.state() == ByHandState.REPORTED
                && reportedAt != null
                && !order.isGivenUp()
                && !clock.instant().isBefore(reportedAt.plus(PATIENCE));
    }

    private @Nullable String found(ByHandOrder order) {
        return balances.find(order.pair()).map(PairBalance::confirmed).orElse(null);
    }

    /** Asks again for what was reported and is not shown. */
    @Transactional(propagation = Propagation.MANDATORY)
    void askAgain(BookedOrder before, @Nullable String found) {
        rows.reopen(before.id(), found, clock.instant());
        audit.record(event(before, AuditEventType.BY_HAND_ASKED, AccessRequests.SYSTEM)
                .with("repeat", before.repeats() + 1)
                .with("reportedBy", String.valueOf(before.reportedBy()))
                .with("found", found == null ? "none" : found));
    }

    /**
     * The order, locked until the transaction is over: by its request, if it has one.
     *
     * @throws ProblemException of kind not found
     */
    @Transactional(propagation = Propagation.MANDATORY)
    BookedOrder lock(UUID id) {
        RequestId request = require(id).request();
        if (request == null) {
            rows.lock(id);
        } else {
            requests.lock(request);
        }
        return require(id);
    }

    /** Books a report; who may report it was checked, and the order is locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    BookedOrder reported(BookedOrder order, ByHandReport report) {
        rows.reported(order.id(), report.by(), report.outcome(), report.note(), clock.instant());
        AuditEvent event = event(
                        order, AuditEventType.BY_HAND_REPORTED, report.by().value())
                .with("outcome", report.outcome().name());
        audit.record(report.note() == null ? event : event.with("note", report.note()));
        return require(order.id());
    }

    /** Somebody tried to report who may not. */
    @Transactional(propagation = Propagation.MANDATORY)
    void refused(BookedOrder order, @Nullable String who, String why) {
        String actor = who == null || who.isBlank() ? "unknown" : who;
        audit.record(event(order, AuditEventType.BY_HAND_REFUSED, actor).with("reason", why));
    }

    /** In the name of the request, if there is one. */
    AuditEvent event(BookedOrder order, AuditEventType type, String actor) {
        AuditEvent event;
        if (order.request() == null) {
            ByHandOrder asked = order.order();
            event = AuditEvent.of(type, actor)
                    .onResource(asked.resource().toString())
                    .with("account", asked.account());
            event = asked.holder().isPresent()
                    ? event.forPrincipal(asked.principal().value())
                    : event;
        } else {
            event = requests.require(order.request()).event(type, actor);
        }
        return event.with("order", order.id().toString())
                .with("purpose", order.purpose().name());
    }

    /** The engine has a user task for the order; if nobody is needed any more, the task is completed at once. */
    public void waitsAs(UUID id, long userTaskKey) {
        RequestId request = lock(id).requireRequest();
        rows.waitsAs(id, userTaskKey);
        if (require(id).state() != ByHandState.OPEN) {
            outbox.enqueue(new ProcessCommand.CompleteByHand(request, id));
        }
    }

    /** The engine that knew the user tasks of this request is gone; their keys mean nothing in another. */
    public void forgetUserTasks(RequestId request) {
        rows.forgetUserTasks(request);
    }

    /** A request that went on needs no hands any more, whoever has seen that; its task goes with the order. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void onRequestMoved(RequestMoved moved) {
        RequestId request = moved.request().id();
        switch (moved.step()) {
            case REQUEST_ACTIVE -> close(request, ByHandPurpose.GRANT, ByHandState.CONFIRMED);
            case REQUEST_FAILED, REQUEST_CANCELLED -> close(request, ByHandPurpose.GRANT, ByHandState.WITHDRAWN);
            case REQUEST_REVOKING -> {
                close(request, ByHandPurpose.GRANT, ByHandState.WITHDRAWN);
                // What was to be given back is to go now, and that is another order.
                rows.close(request, ByHandPurpose.REPAIR, ByHandState.WITHDRAWN, clock.instant());
            }
            case REQUEST_ENDED -> close(request, ByHandPurpose.REVOKE, ByHandState.CONFIRMED);
            default -> {
                // Nothing that hands are needed for.
            }
        }
    }

    private void close(RequestId request, ByHandPurpose purpose, ByHandState end) {
        rows.close(request, purpose, end, clock.instant())
                .ifPresent(order -> outbox.enqueue(new ProcessCommand.CompleteByHand(request, order)));
    }

    /** The order, if there is one. */
    @Transactional(readOnly = true)
    public Optional<BookedOrder> find(UUID id) {
        return rows.find(id);
    }

    /**
     * The order.
     *
     * @throws ProblemException of kind not found
     */
    @Transactional(readOnly = true)
    public BookedOrder require(UUID id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("id", "There is no order with this id."));
    }

    /** The orders of these requests, oldest first. */
    @Transactional(readOnly = true)
    public List<BookedOrder> ofRequests(Collection<RequestId> ids) {
        return rows.ofRequests(ids);
    }

    /** Orders by state and group, newest first. */
    @Transactional(readOnly = true)
    public List<BookedOrder> search(ByHandQuery query) {
        return rows.search(query);
    }
}
