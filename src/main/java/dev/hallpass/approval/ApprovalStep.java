package dev.hallpass.approval;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.RequestId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a request's route as it stands.
 *
 * @param position its place in the route, from zero
 * @param candidateUsers people who may decide it
 * @param candidateGroups groups whose members may decide it
 * @param openedAt since when it waits or waited
 * @param reminders how often its approvers were reminded
 * @param needed how many different people must agree
 * @param commentRequired whether a decision needs a comment
 */
public record ApprovalStep(
        StepId id,
        RequestId request,
        int position,
        String name,
        Set<PrincipalId> candidateUsers,
        Set<String> candidateGroups,
        StepState state,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        int reminders,
        @Nullable Long userTaskKey,
        int needed,
        boolean commentRequired) {

    /** An event about this step of that request. */
    AuditEvent event(AccessRequest of, AuditEventType type, String actor) {
        return of.event(type, actor).with("step", name).with("position", position);
    }
}
