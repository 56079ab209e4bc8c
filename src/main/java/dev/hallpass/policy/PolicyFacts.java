package dev.hallpass.policy;

import dev.hallpass.catalog.Resource;
import dev.hallpass.identity.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a policy may look at when it decides about one request.
 *
 * @param requester who asks
 * @param beneficiary who gets the access; the same as the requester unless asked on behalf of somebody
 * @param resource what access is to
 * @param role the level asked for
 * @param duration how long; for an extension the whole length from activation to the new end
 * @param ticket the ticket named as justification
 * @param extension whether an existing grant is to be prolonged
 */
public record PolicyFacts(
        Principal requester,
        Principal beneficiary,
        Resource resource,
        String role,
        Duration duration,
        @Nullable String ticket,
        boolean extension) {

    /** The facts as the decision tables see them: plain maps, ids and routing facts only. */
    public Map<String, @Nullable Object> asVariable() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("requester", describe(requester));
        Map<String, @Nullable Object> forWhom = describe(beneficiary);
        forWhom.put("onCall", isOnCall());
        facts.put("beneficiary", forWhom);
        facts.put("resource", describe(resource));
        facts.put("role", role);
        facts.put("durationSeconds", duration.toSeconds());
        facts.put("ticket", ticket);
        facts.put("extension", extension);
        return facts;
    }

    /** By path only: a bare name may be another application's as well. */
    private boolean isOnCall() {
        return beneficiary.onCallFor().stream().anyMatch(resource.path()::equalsIgnoreCase);
    }

    private static Map<String, @Nullable Object> describe(Principal principal) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", principal.id().value());
        facts.put("groups", List.copyOf(principal.groups()));
        facts.put("employment", principal.employment().name());
        facts.put(
                "manager",
                principal.manager() == null ? null : principal.manager().value());
        return facts;
    }

    private static Map<String, @Nullable Object> describe(Resource resource) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", resource.id().value().toString());
        facts.put("name", resource.name());
        facts.put("path", resource.path());
        facts.put("kind", resource.kind().name());
        facts.put("application", resource.application());
        facts.put("sensitivity", resource.sensitivity().name());
        facts.put("tags", List.copyOf(resource.tags()));
        facts.put(
                "owners", resource.owners().stream().map(owner -> owner.value()).toList());
        return facts;
    }
}
