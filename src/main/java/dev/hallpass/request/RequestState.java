package dev.hallpass.request;

import java.util.EnumSet;
import java.util.Set;

/** Where an access request is in its life. */
public enum RequestState {
    /** Accepted and stored. */
    SUBMITTED,
    /** The policy has spoken. */
    EVALUATED,
    /** Somebody must decide. */
    AWAITING_APPROVAL,
    /** Agreed, by people or by rule. */
    APPROVED,
    /** The permission is being written. */
    PROVISIONING,
    /** In force. */
    ACTIVE,
    /** The permission is being taken back; stays here until that is proved. */
    REVOKING,
    /** Over; the reason is an {@link EndReason}. */
    ENDED,
    /** Refused by the policy or by an approver. */
    DENIED,
    /** Withdrawn before it came into force, by somebody or with the bundle that it was a part of. */
    CANCELLED,
    /** Nobody answered in time. */
    LAPSED,
    /** Agreed but never provisioned. */
    FAILED;

    private static final Set<RequestState> FINAL = EnumSet.of(ENDED, DENIED, CANCELLED, LAPSED, FAILED);

    /** Whether nothing can happen to the request any more. */
    public boolean isFinal() {
        return FINAL.contains(this);
    }

    /** The element of {@code access-request.bpmn} where the process waits for what leads to this state. */
    public String waitsAt() {
        return switch (this) {
            case SUBMITTED, EVALUATED -> "EvaluatePolicy";
            case AWAITING_APPROVAL, APPROVED, DENIED, CANCELLED, LAPSED -> "DecideRequest";
            case PROVISIONING, FAILED -> "ProvisionAccess";
            case ACTIVE, REVOKING, ENDED -> "WaitForEnd";
        };
    }

    /** The states that may follow this one. */
    Set<RequestState> successors() {
        return switch (this) {
            case SUBMITTED -> EnumSet.of(EVALUATED, CANCELLED);
            case EVALUATED -> EnumSet.of(AWAITING_APPROVAL, APPROVED, DENIED, CANCELLED);
            case AWAITING_APPROVAL -> EnumSet.of(APPROVED, DENIED, CANCELLED, LAPSED);
            // Agreed, but withdrawn with the bundle that it is a part of.
            case APPROVED -> EnumSet.of(PROVISIONING, FAILED, ENDED, CANCELLED);
            case PROVISIONING -> EnumSet.of(ACTIVE, FAILED, CANCELLED);
            case ACTIVE -> EnumSet.of(REVOKING);
            case REVOKING -> EnumSet.of(ENDED);
            case ENDED, DENIED, CANCELLED, LAPSED, FAILED -> EnumSet.noneOf(RequestState.class);
        };
    }
}
