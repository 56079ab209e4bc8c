package dev.hallpass.request;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access request as it stands.
 *
 * @param requester who asked
 * @param beneficiary who gets the access
 * @param role the level asked for
 * @param duration how long, from activation on; of an extension how much longer
 * @param wholeDuration what the policy judges: of an extension the whole length from activation to the new end
 * @param extendsGrant the grant to prolong, if this is an extension
 * @param endReason why it is over, for {@link RequestState#ENDED}
 * @param rule the policy rule that decided the route
 * @param reason the policy's or the failure's sentence for people
 * @param policyVersion the version of the policy it began under
 * @param decideBy when it lapses if nobody answers
 * @param processInstanceKey the process instance that carries it now
 * @param bundleRequest the bundle request that it is a part of
 * @param terms how it was asked for and what the policy made of it
 */
public record AccessRequest(
        RequestId id,
        PrincipalId requester,
        PrincipalId beneficiary,
        ResourceId resource,
        String role,
        Duration duration,
        Duration wholeDuration,
        String justification,
        @Nullable String ticket,
        @Nullable UUID extendsGrant,
        RequestState state,
        @Nullable EndReason endReason,
        @Nullable String rule,
        @Nullable String reason,
        @Nullable String policyVersion,
        @Nullable String policyOutcome,
        @Nullable Duration remindAfter,
        @Nullable Instant decideBy,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant activatedAt,
        @Nullable Instant expiredAt,
        @Nullable Instant endedAt,
        @Nullable Long processInstanceKey,
        @Nullable UUID bundleRequest,
        RequestTerms terms) {

    /** Whether it asks to prolong a grant rather than to open one. */
    public boolean isExtension() {
        return extendsGrant != null;
    }

    /**
     * An event about this request, with all that is known of it. Outside the process's own work the place is where the
     * process waits for what happened.
     */
    public AuditEvent event(AuditEventType type, String actor) {
        AuditEvent event = AuditEvent.of(type, actor)
                .forPrincipal(beneficiary.value())
                .onResource(resource.value().toString())
                .ofRequest(id.value())
                .under(policyVersion, rule);
        return processInstanceKey == null ? event : event.at(processInstanceKey, state.waitsAt());
    }

    /** How long the decision took, once there is one. */
    public Optional<Duration> submittedToDecided() {
        return between(submittedAt, decidedAt);
    }

    /** How long the permission took to be there after the decision. */
    public Optional<Duration> decidedToActive() {
        return between(decidedAt, activatedAt);
    }

    /** How long the permission took to be gone after the end was due. */
    public Optional<Duration> expiredToGone() {
        return between(expiredAt, state == RequestState.ENDED ? endedAt : null);
    }

    private static Optional<Duration> between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? Optional.empty() : Optional.of(Duration.between(from, to));
    }
}
