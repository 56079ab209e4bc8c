package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stage of the route that the policy chose.
 *
 * @param name what the policy calls it, shown to people
 * @param candidateUsers people who may decide it
 * @param candidateGroups groups whose members may decide it
 * @param needed how many different people must agree
 * @param commentRequired whether a decision needs a comment
 * @param secondFactorRequired whether who decides must have signed in with a second factor
 * @param times how long it waits
 * @param escalation who is asked in addition after a while
 * @param fallback whether those whom the policy names could not decide, and others are asked in their place
 */
public record RouteStep(
        String name,
        Set<PrincipalId> candidateUsers,
        Set<String> candidateGroups,
        int needed,
        boolean commentRequired,
        boolean secondFactorRequired,
        StepTimes times,
        @Nullable Escalation escalation,
        boolean fallback) {

    /** Copies its collections; somebody must agree. */
    public RouteStep {
        candidateUsers = Set.copyOf(candidateUsers);
        candidateGroups = Set.copyOf(candidateGroups);
        if (needed < 1) {
            throw new IllegalArgumentException("A step needs somebody who agrees");
        }
    }

    /** A step that one of its approvers decides, without anything more. */
    public RouteStep(String name, Set<PrincipalId> candidateUsers, Set<String> candidateGroups, StepTimes times) {
        this(name, candidateUsers, candidateGroups, 1, false, false, times, null, false);
    }
}
