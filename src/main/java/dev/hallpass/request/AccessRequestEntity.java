package dev.hallpass.request;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.Terms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The aggregate behind {@link AccessRequest}: guards its own transitions. */
@SuppressWarnings("UnusedVariable") // stored, and read by queries only
@Entity
@DynamicUpdate
@Table(name = "access_request")
class AccessRequestEntity {

    @Id
    private UUID id;

    @Column(updatable = false)
    private String requester;

    @Column(updatable = false)
    private String beneficiary;

    @Column(name = "resource_id", updatable = false)
    private UUID resourceId;

    @Column(updatable = false)
    private String role;

    private long durationSeconds;
    private long wholeDurationSeconds;
    private @Nullable Long askedDurationSeconds;

    @Column(updatable = false)
    private boolean acceptShorter;

    @Column(updatable = false)
    private boolean emergency;

    private boolean breakGlass;
    private @Nullable Integer maximumExtensions;

    @Column(updatable = false)
    private String justification;

    @Column(updatable = false)
    private @Nullable String ticket;

    @Column(updatable = false)
    private @Nullable UUID extendsGrant;

    @Column(name = "bundle_request_id", updatable = false)
    private @Nullable UUID bundleRequest;

    @Column(updatable = false)
    private @Nullable Integer bundlePosition;

    @Enumerated(EnumType.STRING)
    private RequestState state;

    @Enumerated(EnumType.STRING)
    private @Nullable EndReason endReason;

    private @Nullable String rule;
    private @Nullable String reason;
    private @Nullable String policyVersion;
    private @Nullable String policyOutcome;

    @ColumnTransformer(write = "?::jsonb")
    private @Nullable String facts;

    @ColumnTransformer(write = "?::jsonb")
    private @Nullable String policyDecision;

    private @Nullable Long remindAfterSeconds;
    private @Nullable Instant decideBy;
    private @Nullable UUID finalDecision;

    @Column(updatable = false)
    private Instant submittedAt;

    private @Nullable Instant decidedAt;
    private @Nullable Instant activatedAt;
    private @Nullable Instant expiredAt;
    private @Nullable Instant endedAt;
    private @Nullable Long processInstanceKey;
    private @Nullable Instant processSeenAt;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected AccessRequestEntity() {}

    AccessRequestEntity(UUID id, RequestSubmission submission, @Nullable UUID extendsGrant, Instant now) {
        this.id = id;
        this.requester = submission.requester().id().value();
        this.beneficiary = submission.beneficiary().id().value();
        this.resourceId = submission.resource().id().value();
        this.role = submission.role();
        this.durationSeconds = submission.duration().toSeconds();
        this.wholeDurationSeconds = submission.wholeDuration().toSeconds();
        this.justification = submission.justification();
        this.ticket = submission.ticket();
        this.acceptShorter = submission.acceptShorter();
        this.emergency = submission.emergency();
        this.extendsGrant = extendsGrant;
        this.state = RequestState.SUBMITTED;
        this.submittedAt = now;
    }

    /** Makes it a part of a bundle request, before it is stored. */
    AccessRequestEntity partOf(UUID bundle, int position) {
        bundleRequest = bundle;
        bundlePosition = position;
        return this;
    }

    RequestState state() {
        return state;
    }

    void carriedBy(long instanceKey, Instant now) {
        processInstanceKey = instanceKey;
        processSeenAt = now;
    }

    void expectedSince(Instant now) {
        processSeenAt = now;
    }

    void evaluated(RequestEvaluation evaluation) {
        moveTo(RequestState.EVALUATED);
        rule = evaluation.rule();
        reason = evaluation.reason();
        policyVersion = evaluation.policyVersion();
        policyOutcome = evaluation.outcome().name();
        facts = evaluation.factsJson();
        policyDecision = evaluation.decisionJson();
        breakGlass = evaluation.breakGlass();
        Terms terms = evaluation.terms();
        if (terms != null) {
            maximumExtensions = terms.maximumExtensions();
            shorten(wholeDurationSeconds - terms.duration().toSeconds());
        }
    }

    private void shorten(long seconds) {
        if (seconds > 0) {
            askedDurationSeconds = durationSeconds;
            durationSeconds -= seconds;
            wholeDurationSeconds -= seconds;
        }
    }

    void awaitApproval(Duration remindAfter, Instant until) {
        moveTo(RequestState.AWAITING_APPROVAL);
        remindAfterSeconds = remindAfter.toSeconds();
        decideBy = until;
    }

    void approved(@Nullable UUID decision, Instant now) {
        moveTo(RequestState.APPROVED);
        finalDecision = decision;
        decidedAt = now;
    }

    void denied(@Nullable String why, Instant now) {
        moveTo(RequestState.DENIED);
        if (why != null) {
            reason = why;
        }
        decidedAt = now;
        endedAt = now;
    }

    void closed(RequestState end, Instant now) {
        moveTo(end);
        endedAt = now;
    }

    void withdrawn(String why, Instant now) {
        moveTo(RequestState.CANCELLED);
        reason = why;
        endedAt = now;
    }

    void provisioning() {
        moveTo(RequestState.PROVISIONING);
    }

    void failed(String why, Instant now) {
        moveTo(RequestState.FAILED);
        reason = why;
        endedAt = now;
    }

    void active(Instant now) {
        moveTo(RequestState.ACTIVE);
        activatedAt = now;
    }

    void revoking(EndReason why, Instant due) {
        moveTo(RequestState.REVOKING);
        endReason = why;
        expiredAt = due;
    }

    void ended(Instant now) {
        moveTo(RequestState.ENDED);
        endedAt = now;
    }

    void extended(Instant now) {
        moveTo(RequestState.ENDED);
        endReason = EndReason.EXTENDED;
        activatedAt = now;
        endedAt = now;
    }

    private void moveTo(RequestState next) {
        if (!state.successors().contains(next)) {
            throw new IllegalStateException("Request %s is %s and cannot become %s".formatted(id, state, next));
        }
        state = next;
    }

    AccessRequest toValue() {
        return new AccessRequest(
                new RequestId(id),
                new PrincipalId(requester),
                new PrincipalId(beneficiary),
                new ResourceId(resourceId),
                role,
                Duration.ofSeconds(durationSeconds),
                Duration.ofSeconds(wholeDurationSeconds),
                justification,
                ticket,
                extendsGrant,
                state,
                endReason,
                rule,
                reason,
                policyVersion,
                policyOutcome,
                remindAfterSeconds == null ? null : Duration.ofSeconds(remindAfterSeconds),
                decideBy,
                submittedAt,
                decidedAt,
                activatedAt,
                expiredAt,
                endedAt,
                processInstanceKey,
                bundleRequest,
                new RequestTerms(
                        askedDurationSeconds == null ? null : Duration.ofSeconds(askedDurationSeconds),
                        acceptShorter,
                        emergency,
                        breakGlass,
                        maximumExtensions));
    }
}
