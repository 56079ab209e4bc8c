package dev.hallpass.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts of a plain request, in which single facts are replaced to make an example. */
final class ExampleFacts {

    private static final Map<String, Object> PLAIN = plain();

    private ExampleFacts() {}

    /** The plain request with these facts instead, given by paths such as "facts.role". */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> with(Map<String, ? extends @Nullable Object> paths) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>(PLAIN);
        flat.put("facts.ticket", null);
        flat.put("facts.ticketDetails.status", null);
        paths.forEach((path, value) -> {
            if (path.startsWith("facts.")) {
                flat.put(path, value);
            }
        });
        return (Map<String, @Nullable Object>)
                Objects.requireNonNull(ColumnAtoms.nested(flat).get("facts"));
    }

    private static Map<String, Object> plain() {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (String person : List.of("facts.requester.", "facts.beneficiary.")) {
            facts.put(person + "id", "somebody");
            facts.put(person + "groups", List.of());
            facts.put(person + "employment", "EMPLOYEE");
            facts.put(person + "manager", "a-manager");
            facts.put(person + "managersManager", "a-director");
            List.of("department", "location", "team", "zone").forEach(name -> facts.put(person + name, "unknown"));
        }
        facts.put("facts.beneficiary.onCall", false);
        facts.put("facts.beneficiary.onCallFor", List.of());
        facts.put("facts.beneficiary.trainings", List.of());
        facts.put("facts.beneficiary.activeGrants", 0);
        facts.put("facts.beneficiary.lastUseDays", "never");
        facts.put("facts.beneficiary.lastHeldDays", "never");
        facts.put("facts.beneficiary.risk", "LOW");
        facts.put("facts.resource.id", "a-resource");
        facts.put("facts.resource.name", "a-resource");
        facts.put("facts.resource.path", "acme/a-resource");
        facts.put("facts.resource.kind", "REPOSITORY");
        facts.put("facts.resource.application", "an-application");
        facts.put("facts.resource.project", "acme/a-project");
        facts.put("facts.resource.sensitivity", "INTERNAL");
        List.of("tags", "owners", "maintainers").forEach(name -> facts.put("facts.resource." + name, List.of()));
        facts.put("facts.application.name", "an-application");
        facts.put("facts.application.owners", List.of());
        facts.put("facts.role", "read");
        facts.put("facts.durationSeconds", 3600);
        facts.put("facts.emergency", false);
        facts.put("facts.extension", false);
        facts.put("facts.birthright", false);
        facts.put("facts.extensions.count", 0);
        facts.put("facts.extensions.totalSeconds", 0);
        facts.put("facts.ticketDetails.exists", false);
        facts.put("facts.ticketDetails.assignedToBeneficiary", false);
        facts.put("facts.time.date", "2026-11-25");
        facts.put("facts.time.day", "WEDNESDAY");
        facts.put("facts.time.hour", 10);
        facts.put("facts.time.minute", 0);
        facts.put("facts.time.weekend", false);
        facts.put("facts.time.businessHours", true);
        facts.put("facts.time.zone", "UTC");
        return facts;
    }
}
