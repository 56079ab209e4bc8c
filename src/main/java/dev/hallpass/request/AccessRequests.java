package dev.hallpass.request;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.identity.PrincipalId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All access requests and the steps of their lives. Each step locks the request, changes its state and records one
 * audit event in one transaction.
 */
@Component
@Transactional
public class AccessRequests {

    /** The actor in the trail when neither a person nor the policy acted. */
    public static final String SYSTEM = "hallpass";

    private static final String POLICY = "policy";

    private final EntityManager entities;
    private final RequestRows rows;
    private final RequestSearch search;
    private final ProcessOutbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccessRequests(
            EntityManager entities,
            RequestRows rows,
            RequestSearch search,
            ProcessOutbox outbox,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.entities = entities;
        this.rows = rows;
        this.search = search;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Stores a request, and with it the word to the engine to start its process. */
    public RequestId submit(RequestSubmission submission) {
        return store(submission, null, null, 0);
    }

    /** Stores a request to prolong the grant that another request opened; it takes the same way through the policy. */
    public RequestId submitExtension(RequestSubmission submission, UUID grant) {
        return store(submission, grant, null, 0);
    }

    /** Stores a request that is a part of a bundle request; it takes the same way through the policy. */
    public RequestId submitPart(RequestSubmission submission, UUID bundleRequest, int position) {
        return store(submission, null, bundleRequest, position);
    }

    private RequestId store(
            RequestSubmission submission, @Nullable UUID extendsGrant, @Nullable UUID bundleRequest, int position) {
        RequestId id = new RequestId(TimeOrderedIds.next());
        AccessRequestEntity asked = new AccessRequestEntity(id.value(), submission, extendsGrant, clock.instant());
        AccessRequest stored = rows.saveAndFlush(bundleRequest == null ? asked : asked.partOf(bundleRequest, position))
                .toValue();
        record(
                stored,
                AuditEventType.REQUEST_SUBMITTED,
                submission.requester().id().value(),
                event -> {
                    AuditEvent told = event.with("role", stored.role())
                            .with("duration", stored.duration().toString())
                            .with("justification", stored.justification());
                    told = stored.terms().emergency() ? told.with("emergency", true) : told;
                    told = stored.ticket() == null ? told : told.with("ticket", stored.ticket());
                    told = bundleRequest == null ? told : told.with("bundleRequest", bundleRequest.toString());
                    return extendsGrant == null ? told : told.with("extendsGrant", extendsGrant.toString());
                });
        outbox.enqueue(new ProcessCommand.Start(id));
        return id;
    }

    /** The request, if there is one. */
    @Transactional(readOnly = true)
    public Optional<AccessRequest> find(RequestId id) {
        return rows.findById(id.value()).map(AccessRequestEntity::toValue);
    }

    /**
     * The request.
     *
     * @throws ProblemException of kind not found
     */
    @Transactional(readOnly = true)
    public AccessRequest require(RequestId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("id", "There is no access request with this id."));
    }

    /** The requests with these ids, newest first. */
    @Transactional(readOnly = true)
    public List<AccessRequest> findAll(Collection<RequestId> ids) {
        return rows.findByIdInOrderByIdDesc(ids.stream().map(RequestId::value).toList()).stream()
                .map(AccessRequestEntity::toValue)
                .toList();
    }

    /** The parts of these bundle requests, those of each in its order. */
    @Transactional(readOnly = true)
    public List<AccessRequest> partsOf(Collection<UUID> bundleRequests) {
        return rows.findByBundleRequestInOrderByBundlePosition(bundleRequests).stream()
                .map(AccessRequestEntity::toValue)
                .toList();
    }

    /** Requests by state, requester and what the viewer may see, newest first. */
    @Transactional(readOnly = true)
    public List<AccessRequest> search(RequestQuery query) {
        return search.find(query);
    }

    /** Requests that are not over, in the order of their ids, after the given one. */
    @Transactional(readOnly = true)
    public List<RequestId> openAfter(@Nullable RequestId last, int limit) {
        UUID after = last == null ? new UUID(0, 0) : last.value();
        return rows.openAfter(after, limit).stream().map(RequestId::new).toList();
    }

    /** Requests that the policy should have evaluated by now, since their process began before {@code before}. */
    @Transactional(readOnly = true)
    public List<AccessRequest> unevaluatedSince(Instant before, int limit) {
        return rows.unevaluatedSince(before, Limit.of(limit)).stream()
                .map(AccessRequestEntity::toValue)
                .toList();
    }

    /** Has the process of an unevaluated request started once more, after the one that was ended. */
    public void startAgain(RequestId id) {
        AccessRequestEntity request = locked(id);
        if (request.state() == RequestState.SUBMITTED) {
            request.expectedSince(clock.instant());
            outbox.enqueue(new ProcessCommand.StartAgain(id));
        }
    }

    /** Notes which process instance carries the request. */
    public AccessRequest carriedBy(RequestId id, long processInstanceKey) {
        AccessRequestEntity request = locked(id);
        request.carriedBy(processInstanceKey, clock.instant());
        return request.toValue();
    }

    /**
     * Locks the request until the transaction ends and tells how it stands.
     *
     * @throws ProblemException of kind not found
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest lock(RequestId id) {
        return locked(id).toValue();
    }

    /** Keeps what the policy said; refused and approved requests go on to that state at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest evaluated(RequestId id, RequestEvaluation evaluation) {
        AccessRequest request = move(
                id,
                r -> r.evaluated(evaluation),
                AuditEventType.REQUEST_EVALUATED,
                POLICY,
                event -> evaluated(event, evaluation));
        return switch (evaluation.outcome()) {
            case REFUSED ->
                move(
                        id,
                        r -> r.denied(evaluation.reason(), clock.instant()),
                        AuditEventType.REQUEST_REFUSED,
                        POLICY,
                        event -> event.with("reason", evaluation.reason()));
            case APPROVED -> move(id, r -> r.approved(null, clock.instant()), AuditEventType.REQUEST_APPROVED, POLICY);
            case ROUTED -> request;
        };
    }

    private static AuditEvent evaluated(AuditEvent event, RequestEvaluation evaluation) {
        AuditEvent told = evaluation.breakGlass() ? event.with("breakGlass", true) : event;
        return evaluation.terms() != null && evaluation.terms().shortened()
                ? told.with("shortenedTo", evaluation.terms().duration().toString())
                : told;
    }

    /** The request now waits for people. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest awaitApproval(RequestId id, Duration remindAfter, Instant decideBy) {
        return move(
                id,
                r -> r.awaitApproval(remindAfter, decideBy),
                AuditEventType.REQUEST_AWAITING_APPROVAL,
                POLICY,
                event -> event.with("decideBy", decideBy.toString()));
    }

    /** The last approver has agreed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest approved(RequestId id, UUID decision, PrincipalId by) {
        return move(
                id,
                r -> r.approved(decision, clock.instant()),
                AuditEventType.REQUEST_APPROVED,
                by.value(),
                event -> event.with("decision", decision.toString()));
    }

    /** An approver has said no. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest denied(RequestId id, PrincipalId by) {
        return move(
                id,
                r -> r.denied("Denied by " + by.value(), clock.instant()),
                AuditEventType.REQUEST_DENIED,
                by.value());
    }

    /** Nobody has answered in time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest lapsed(RequestId id) {
        return move(id, r -> r.closed(RequestState.LAPSED, clock.instant()), AuditEventType.REQUEST_LAPSED, SYSTEM);
    }

    /** The requester, or who acts for them, has withdrawn it; the process is told. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest cancelled(RequestId id, PrincipalId by) {
        AccessRequest request = move(
                id,
                r -> r.closed(RequestState.CANCELLED, clock.instant()),
                AuditEventType.REQUEST_CANCELLED,
                by.value());
        outbox.enqueue(new ProcessCommand.Cancel(id));
        return request;
    }

    /** It is not wanted any more, for this reason, although it may be agreed already; the process is told. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest withdrawn(RequestId id, String reason, String by) {
        AccessRequest request = move(
                id,
                r -> r.withdrawn(reason, clock.instant()),
                AuditEventType.REQUEST_CANCELLED,
                by,
                event -> event.with("reason", reason));
        outbox.enqueue(new ProcessCommand.Cancel(id));
        return request;
    }

    /** The permission is about to be written. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest provisioning(RequestId id) {
        return move(id, AccessRequestEntity::provisioning, AuditEventType.REQUEST_PROVISIONING, SYSTEM);
    }

    /** It was agreed but cannot be provisioned. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest failed(RequestId id, String reason) {
        return move(
                id,
                r -> r.failed(reason, clock.instant()),
                AuditEventType.REQUEST_FAILED,
                SYSTEM,
                event -> event.with("reason", reason));
    }

    /** The permission is there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest active(RequestId id, Instant since) {
        return move(id, r -> r.active(since), AuditEventType.REQUEST_ACTIVE, SYSTEM);
    }

    /** The permission is to go; {@code due} is when it should have been gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest revoking(RequestId id, EndReason reason, Instant due, String by) {
        return move(
                id,
                r -> r.revoking(reason, due),
                AuditEventType.REQUEST_REVOKING,
                by,
                event -> event.with("reason", reason.name()));
    }

    /** The permission is proved to be gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest ended(RequestId id, Instant at) {
        return move(id, r -> r.ended(at), AuditEventType.REQUEST_ENDED, SYSTEM);
    }

    /** The grant that this request asked to prolong has its new end. */
    @Transactional(propagation = Propagation.MANDATORY)
    public AccessRequest extended(RequestId id) {
        return move(
                id,
                r -> r.extended(clock.instant()),
                AuditEventType.REQUEST_ENDED,
                SYSTEM,
                event -> event.with("reason", EndReason.EXTENDED.name()));
    }

    private AccessRequest move(RequestId id, Consumer<AccessRequestEntity> step, AuditEventType type, String actor) {
        return move(id, step, type, actor, UnaryOperator.identity());
    }

    private AccessRequest move(
            RequestId id,
            Consumer<AccessRequestEntity> step,
            AuditEventType type,
            String actor,
            UnaryOperator<AuditEvent> details) {
        AccessRequestEntity entity = locked(id);
        step.accept(entity);
        AccessRequest request = entity.toValue();
        record(request, type, actor, details);
        events.publishEvent(new RequestMoved(request, type));
        return request;
    }

    private void record(AccessRequest request, AuditEventType type, String actor, UnaryOperator<AuditEvent> details) {
        audit.record(details.apply(request.event(type, actor)));
    }

    /** A request locked before in the same transaction costs no second look. */
    private AccessRequestEntity locked(RequestId id) {
        @Nullable
        AccessRequestEntity request =
                entities.find(AccessRequestEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (request == null) {
            throw ProblemException.notFound("id", "There is no access request with this id.");
        }
        return request;
    }
}
