package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The aggregate behind {@link Grant}: guards its own transitions. */
@Entity
@DynamicUpdate
@Table(name = "access_grant")
class GrantEntity {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID requestId;

    @Column(updatable = false)
    private String principalId;

    @Column(updatable = false)
    private UUID resourceId;

    @Column(updatable = false)
    private String account;

    @Column(updatable = false)
    private String role;

    private long durationSeconds;

    @Enumerated(EnumType.STRING)
    private GrantState state;

    @Column(updatable = false)
    private Instant openedAt;

    private @Nullable Instant activatedAt;
    private @Nullable Instant expiresAt;

    @Enumerated(EnumType.STRING)
    private @Nullable EndReason endReason;

    private @Nullable String endedBy;
    private @Nullable Instant revokingSince;
    private @Nullable Instant endedAt;
    private @Nullable Instant setAsideAt;
    private int failedAttempts;
    private @Nullable Instant nextAttemptAt;
    private @Nullable String lastError;

    @SuppressWarnings("UnusedVariable") // Backlogs counts them in the database
    private boolean waitsForCalls;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected GrantEntity() {}

    GrantEntity(AccessRequest request, String account, Instant now, Instant nextAttempt) {
        this.id = TimeOrderedIds.next();
        this.requestId = request.id().value();
        this.principalId = request.beneficiary().value();
        this.resourceId = request.resource().value();
        this.account = account;
        this.role = request.role();
        this.durationSeconds = request.duration().toSeconds();
        this.state = GrantState.PROVISIONING;
        this.openedAt = now;
        this.nextAttemptAt = nextAttempt;
    }

    UUID id() {
        return id;
    }

    RequestId request() {
        return new RequestId(requestId);
    }

    GrantState state() {
        return state;
    }

    String role() {
        return role;
    }

    boolean isSetAside() {
        return setAsideAt != null;
    }

    /** Somebody took by hand what it gives; it gives nothing until it is restored or extended. */
    void setAside(Instant now) {
        requireState(GrantState.ACTIVE, "set aside");
        setAsideAt = now;
    }

    /** It counts again. */
    void restore() {
        requireState(GrantState.ACTIVE, "restore");
        setAsideAt = null;
    }

    boolean isOverdue(Instant now) {
        return state == GrantState.ACTIVE && expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The engine's timers count milliseconds, so both ends are whole ones. */
    void activate(Instant now) {
        requireState(GrantState.PROVISIONING, "activate");
        state = GrantState.ACTIVE;
        activatedAt = now.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = activatedAt.plusSeconds(durationSeconds);
        // From here on failures of taking it back are counted.
        failedAttempts = 0;
        settled();
    }

    void extend(Duration longer) {
        requireState(GrantState.ACTIVE, "extend");
        durationSeconds += longer.toSeconds();
        expiresAt = requireExpiry().plus(longer);
        setAsideAt = null;
    }

    void revoke(EndReason reason, @Nullable String by, Instant now, Instant nextAttempt) {
        requireState(GrantState.ACTIVE, "revoke");
        state = GrantState.REVOKING;
        endReason = reason;
        endedBy = by;
        revokingSince = now;
        nextAttemptAt = nextAttempt;
        waitsForCalls = false;
    }

    void end(Instant now) {
        requireState(GrantState.REVOKING, "end");
        state = GrantState.ENDED;
        endedAt = now;
        settled();
    }

    void fail(String reason) {
        requireState(GrantState.PROVISIONING, "fail");
        state = GrantState.FAILED;
        nextAttemptAt = null;
        lastError = reason;
        waitsForCalls = false;
    }

    /** @param forWantOfCalls whether nothing but the budget, or the application's own, was in the way */
    void attemptFailed(String error, Instant nextAttempt, boolean forWantOfCalls) {
        if (state != GrantState.REVOKING && state != GrantState.PROVISIONING) {
            throw new IllegalStateException("No attempt can fail on grant %s, it is %s".formatted(id, state));
        }
        failedAttempts++;
        lastError = error;
        nextAttemptAt = nextAttempt;
        waitsForCalls = forWantOfCalls;
    }

    /**
     * Nothing has failed, but it is to be looked at again.
     *
     * @param forWantOfCalls whether it waits for calls of the budget
     */
    void lookAgain(Instant nextAttempt, @Nullable String why, boolean forWantOfCalls) {
        nextAttemptAt = nextAttempt;
        lastError = why;
        waitsForCalls = forWantOfCalls;
    }

    @Nullable
    Instant revokingSince() {
        return revokingSince;
    }

    Instant openedAt() {
        return openedAt;
    }

    int failedAttempts() {
        return failedAttempts;
    }

    Instant requireExpiry() {
        if (expiresAt == null) {
            throw new IllegalStateException("Grant %s is %s and has no end yet".formatted(id, state));
        }
        return expiresAt;
    }

    /** When the permission should have been gone: at its end, or when somebody ended it before. */
    Instant due() {
        Instant expiry = requireExpiry();
        return endReason == EndReason.EXPIRED || revokingSince == null ? expiry : revokingSince;
    }

    private void settled() {
        nextAttemptAt = null;
        lastError = null;
        waitsForCalls = false;
    }

    private void requireState(GrantState required, String action) {
        if (state != required) {
            throw new IllegalStateException("Cannot %s grant %s, it is %s".formatted(action, id, state));
        }
    }

    Grant toValue() {
        return new Grant(
                new GrantId(id),
                new RequestId(requestId),
                new PrincipalId(principalId),
                new ResourceId(resourceId),
                account,
                role,
                state,
                openedAt,
                activatedAt,
                expiresAt,
                endReason,
                endedBy,
                revokingSince,
                endedAt,
                setAsideAt,
                failedAttempts,
                nextAttemptAt,
                lastError);
    }
}
