package dev.hallpass.access;

import dev.hallpass.connector.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be changed in an application.
 *
 * @param failingRevocations grants being taken back whose last attempt has failed
 * @param callsLeft how many calls are left in the budgets of its credentials now
 * @param parts what waits by urgency, in the order in which it is worked on; nothing of those of which nothing waits
 */
public record Backlog(int failingRevocations, int callsLeft, List<Part> parts) {

    /** Copies its list. */
    public Backlog {
        parts = List.copyOf(parts);
    }

    /**
     * What waits with one urgency.
     *
     * @param waiting how many grants
     * @param pairs how many pairs of person and resource have to be changed for them
     * @param oldestDue when the first of them should have been done
     * @param calls how many calls that takes, by what such changes took lately
     * @param expected how long it takes until all of it is done, what is more urgent first: by the calls that are left
     *     in the budget, by the time that such changes took lately, and by when failed ones are tried again
     * @param waitingForCalls how many of the grants wait for nothing but calls of the budget
     * @param callsUntil by when there are calls for all of these, and each is tried again; null if none waits for calls
     */
    public record Part(
            Urgency urgency,
            int waiting,
            int pairs,
            @Nullable Instant oldestDue,
            int calls,
            Duration expected,
            int waitingForCalls,
            @Nullable Instant callsUntil) {}

    /** How many grants wait with an urgency. */
    public int waiting(Urgency urgency) {
        return parts.stream()
                .filter(part -> part.urgency() == urgency)
                .mapToInt(Part::waiting)
                .sum();
    }

    /** How many calls all of it takes, about. */
    public int calls() {
        return parts.stream().mapToInt(Part::calls).sum();
    }

    /** How long it takes until all is done; null if nothing waits. */
    public @Nullable Duration expected() {
        return parts.stream().map(Part::expected).max(Duration::compareTo).orElse(null);
    }
}
