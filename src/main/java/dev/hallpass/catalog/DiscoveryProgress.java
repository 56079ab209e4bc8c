package dev.hallpass.catalog;

import dev.hallpass.connector.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the reading of an application is.
 *
 * @param phase what is being read
 * @param kind of which resources the list is being read; null in other phases
 * @param done how many things of the phase are done
 * @param total how many there are, where that is known
 * @param resourcesRead how many resources the full discovery has read the permissions of
 * @param resources how many resources there are
 * @param calls how many calls the full discovery has taken up to now, or in all when it is complete
 * @param startedAt when the full discovery began; null if it has not
 * @param timeLeft how long it is likely to take still, by the number of calls left and the budget; null if it is
 *     complete or cannot be told
 * @param pausedUntil when it goes on, if it waits for a free call or for an application that does not answer
 * @param completedAt when a full discovery was last complete; null if never
 * @param listsCompletedAt when all lists were last read to their end; null if never
 * @param unreadable of how many resources the last attempt to read the permissions failed
 * @param problem what went wrong last, for operators; null if nothing did
 */
public record DiscoveryProgress(
        String application,
        DiscoveryPhase phase,
        @Nullable ResourceKind kind,
        int done,
        @Nullable Integer total,
        int resourcesRead,
        int resources,
        long calls,
        @Nullable Instant startedAt,
        @Nullable Duration timeLeft,
        @Nullable Instant pausedUntil,
        @Nullable Instant completedAt,
        @Nullable Instant listsCompletedAt,
        int unreadable,
        @Nullable String problem) {}
