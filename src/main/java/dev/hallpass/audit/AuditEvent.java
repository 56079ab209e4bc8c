package dev.hallpass.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact to be recorded.
 *
 * @param actor who acted: a login name, {@code policy} or {@code hallpass}
 * @param principal whose access it is about
 * @param resource the id of the resource it is about
 * @param policyVersion the version of the policy it happened under
 * @param rule the rule of that policy
 * @param place where in which process; not needed while a process element is at work, see {@link AuditContext}
 * @param details further facts: texts, numbers, booleans, lists of texts
 */
public record AuditEvent(
        AuditEventType type,
        String actor,
        @Nullable String principal,
        @Nullable String resource,
        @Nullable UUID requestId,
        @Nullable UUID grantId,
        @Nullable String policyVersion,
        @Nullable String rule,
        AuditContext.@Nullable Place place,
        Map<String, Object> details) {

    /** Copies its details. */
    public AuditEvent {
        details = Map.copyOf(details);
    }

    /** An event of which nothing else is known yet. */
    public static AuditEvent of(AuditEventType type, String actor) {
        return new AuditEvent(type, actor, null, null, null, null, null, null, null, Map.of());
    }

    /** The same about this principal's access. */
    public AuditEvent forPrincipal(String id) {
        return new AuditEvent(type, actor, id, resource, requestId, grantId, policyVersion, rule, place, details);
    }

    /** The same about this resource. */
    public AuditEvent onResource(String id) {
        return new AuditEvent(type, actor, principal, id, requestId, grantId, policyVersion, rule, place, details);
    }

    /** The same about this request. */
    public AuditEvent ofRequest(UUID id) {
        return new AuditEvent(type, actor, principal, resource, id, grantId, policyVersion, rule, place, details);
    }

    /** The same about this grant. */
    public AuditEvent ofGrant(UUID id) {
        return new AuditEvent(type, actor, principal, resource, requestId, id, policyVersion, rule, place, details);
    }

    /** The same under this policy. */
    public AuditEvent under(@Nullable String version, @Nullable String ruleName) {
        return new AuditEvent(type, actor, principal, resource, requestId, grantId, version, ruleName, place, details);
    }

    /** The same with the place where its process waits. */
    public AuditEvent at(long processInstanceKey, String elementId) {
        AuditContext.Place waiting = new AuditContext.Place(processInstanceKey, elementId);
        return new AuditEvent(
                type, actor, principal, resource, requestId, grantId, policyVersion, rule, waiting, details);
    }

    /** The same with one more detail. */
    public AuditEvent with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new AuditEvent(type, actor, principal, resource, requestId, grantId, policyVersion, rule, place, more);
    }
}
