package dev.hallpass.embedded.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests for jobs that found none, waiting by job type until there are some. A notice that arrives between asking and
 * parking is not lost: whoever parks says which notice they had seen when they asked.
 */
final class WorkNotices {

    private final ConcurrentMap<String, Desk> desks = new ConcurrentHashMap<>();

    /** The number of the newest notice of {@code jobType}. */
    long newest(String jobType) {
        return desk(jobType).newest();
    }

    /** Parks {@code retry} unless there was a notice after {@code seen}; then runs it at once. */
    void park(String jobType, long seen, Runnable retry) {
        if (!desk(jobType).park(seen, retry)) {
            retry.run();
        }
    }

    void forget(String jobType, Runnable retry) {
        desk(jobType).forget(retry);
    }

    /** There is work of this type: the one that waits longest asks again. */
    void workAvailable(String jobType) {
        Runnable next = desk(jobType).announce();
        if (next != null) {
            next.run();
        }
    }

    private Desk desk(String jobType) {
        return desks.computeIfAbsent(jobType, type -> new Desk());
    }

    private static final class Desk {

        private final Queue<Runnable> parked = new ArrayDeque<>();
        private long newest;

        private synchronized long newest() {
            return newest;
        }

        private synchronized boolean park(long seen, Runnable retry) {
            return newest == seen && parked.add(retry);
        }

        private synchronized void forget(Runnable retry) {
            parked.remove(retry);
        }

        private synchronized @Nullable Runnable announce() {
            newest++;
            return parked.poll();
        }
    }
}
