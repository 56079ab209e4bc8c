package dev.hallpass.facts;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who is on call when, and for what.
 *
 * @param name such as {@code payments}
 * @param shifts by their beginning; several people may be on call at the same time
 * @param applications the applications that it is for, all of each
 * @param resources the resources that it is for, with what is inside of them
 */
public record OnCallSchedule(String name, List<Shift> shifts, Set<String> applications, Set<ResourceId> resources) {

    /** Copies its collections. */
    public OnCallSchedule {
        shifts = List.copyOf(shifts);
        applications = Set.copyOf(applications);
        resources = Set.copyOf(resources);
    }

    /**
     * A time for which somebody is on call.
     *
     * @param from its first moment
     * @param to the first moment after it
     */
    public record Shift(PrincipalId person, Instant from, Instant to) {}
}
