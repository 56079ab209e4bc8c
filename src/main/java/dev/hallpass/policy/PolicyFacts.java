package dev.hallpass.policy;

import dev.hallpass.catalog.Resource;
import dev.hallpass.identity.Principal;
import dev.hallpass.policy.Circumstances.Prolonged;
import java.time.Duration;
import java.util.LinkedHashMap;
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
 * @param circumstances how it is asked for
 * @param gathered what the sources of facts tell of all of these, as tables see it; empty where only Java looks
 */
public record PolicyFacts(
        Principal requester,
        Principal beneficiary,
        Resource resource,
        String role,
        Duration duration,
        @Nullable String ticket,
        boolean extension,
        Circumstances circumstances,
        Map<String, @Nullable Object> gathered) {

    /** Facts that only Java looks at, without those that sources tell. */
    public PolicyFacts(
            Principal requester,
            Principal beneficiary,
            Resource resource,
            String role,
            Duration duration,
            @Nullable String ticket,
            boolean extension) {
        this(requester, beneficiary, resource, role, duration, ticket, extension, Circumstances.USUAL, Map.of());
    }

    /** The facts as the decision tables see them: plain maps, ids and routing facts only. */
    public Map<String, @Nullable Object> asVariable() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(gathered);
        facts.put("role", role);
        facts.put("durationSeconds", duration.toSeconds());
        facts.put("ticket", ticket);
        facts.put("emergency", circumstances.emergency());
        facts.put("extension", extension);
        Prolonged prolonged = circumstances.prolonged();
        facts.put(
                "extensions",
                Map.of(
                        "count", prolonged == null ? 0 : prolonged.extensions(),
                        "totalSeconds",
                                prolonged == null ? 0L : prolonged.extendedBy().toSeconds()));
        return facts;
    }
}
