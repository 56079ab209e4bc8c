package dev.hallpass.simulation;

import dev.hallpass.catalog.Sensitivity;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.Employment;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fact may be.
 *
 * @param kind what it is when it is known
 * @param values all texts it may be; empty if any
 * @param absent whether it may be null
 * @param unknown whether its source may leave it unknown
 */
record FactType(Kind kind, List<String> values, boolean absent, boolean unknown) {

    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        LIST,
        CONTEXT
    }

    private static final Map<String, FactType> ALL = all();

    /** The type of what a path such as "facts.role" leads to; null if there is no such fact. */
    static @Nullable FactType of(String path) {
        FactType type = ALL.get(path);
        int dot = path.lastIndexOf('.');
        if (type == null && dot > 0) {
            FactType above = of(path.substring(0, dot));
            if (above != null && above.kind == Kind.LIST) {
                return new FactType(Kind.LIST, List.of(), true, true);
            }
        }
        return type;
    }

    private static Map<String, FactType> all() {
        Map<String, FactType> all = new LinkedHashMap<>();
        FactType text = new FactType(Kind.TEXT, List.of(), false, false);
        FactType textOrNone = new FactType(Kind.TEXT, List.of(), true, true);
        FactType number = new FactType(Kind.NUMBER, List.of(), false, false);
        FactType numberOrUnknown = new FactType(Kind.NUMBER, List.of("never"), false, true);
        FactType truth = new FactType(Kind.TRUTH, List.of(), false, false);
        FactType truthOrUnknown = new FactType(Kind.TRUTH, List.of(), false, true);
        FactType list = new FactType(Kind.LIST, List.of(), false, false);
        FactType listOrUnknown = new FactType(Kind.LIST, List.of(), false, true);
        FactType context = new FactType(Kind.CONTEXT, List.of(), false, false);
        List.of("facts", "facts.requester", "facts.beneficiary", "facts.resource", "facts.application", "facts.time")
                .forEach(path -> all.put(path, context));
        List.of("facts.ticketDetails", "facts.extensions").forEach(path -> all.put(path, context));
        for (String person : List.of("facts.requester.", "facts.beneficiary.")) {
            all.put(person + "id", text);
            all.put(person + "groups", list);
            all.put(person + "employment", closed(false, names(Employment.values())));
            List.of("manager", "managersManager", "department", "location", "team", "zone")
                    .forEach(name -> all.put(person + name, textOrNone));
        }
        all.put("facts.beneficiary.onCall", truthOrUnknown);
        all.put("facts.beneficiary.onCallFor", listOrUnknown);
        all.put("facts.beneficiary.trainings", listOrUnknown);
        List.of("activeGrants", "lastUseDays", "lastHeldDays")
                .forEach(name -> all.put("facts.beneficiary." + name, numberOrUnknown));
        all.put("facts.beneficiary.risk", closed(true, List.of("LOW", "MEDIUM", "HIGH")));
        List.of("id", "name", "path", "application").forEach(name -> all.put("facts.resource." + name, text));
        all.put("facts.resource.project", textOrNone);
        all.put("facts.resource.kind", closed(false, names(ResourceKind.values())));
        all.put("facts.resource.sensitivity", closed(false, names(Sensitivity.values())));
        List.of("tags", "owners", "maintainers").forEach(name -> all.put("facts.resource." + name, list));
        all.put("facts.application.name", text);
        all.put("facts.application.owners", list);
        all.put("facts.role", text);
        all.put("facts.durationSeconds", number);
        List.of("facts.emergency", "facts.extension", "facts.birthright").forEach(path -> all.put(path, truth));
        all.put("facts.ticket", textOrNone);
        all.put("facts.ticketDetails.exists", truthOrUnknown);
        all.put("facts.ticketDetails.assignedToBeneficiary", truthOrUnknown);
        all.put(
                "facts.ticketDetails.status",
                new FactType(Kind.TEXT, List.of("OPEN", "IN_PROGRESS", "CLOSED"), true, true));
        all.put("facts.ticketDetails.type", textOrNone);
        all.put("facts.ticketDetails.assignee", textOrNone);
        all.put("facts.time.date", textOrNone);
        all.put("facts.time.zone", textOrNone);
        all.put("facts.time.day", closed(true, names(DayOfWeek.values())));
        all.put("facts.time.hour", numberOrUnknown);
        all.put("facts.time.minute", numberOrUnknown);
        all.put("facts.time.weekend", truthOrUnknown);
        all.put("facts.time.businessHours", truthOrUnknown);
        all.put("facts.extensions.count", number);
        all.put("facts.extensions.totalSeconds", number);
        return Map.copyOf(all);
    }

    private static FactType closed(boolean unknown, List<String> values) {
        return new FactType(Kind.TEXT, values, false, unknown);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
