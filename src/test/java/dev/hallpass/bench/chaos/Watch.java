package dev.hallpass.bench.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks into the database, which is here, how the requests stand, so that nobody has to ask the API for it. */
final class Watch implements AutoCloseable {

    private static final Set<String> ENDS = Set.of("ENDED", "DENIED", "CANCELLED", "LAPSED", "FAILED");
    private static final long MILLIS_BETWEEN = 120;

    private final ChaosStage stage;
    private final Report report;
    private final Map<UUID, Followed> followed = new ConcurrentHashMap<>();
    private final Thread thread;

    Watch(ChaosStage stage, Report report) {
        this.stage = stage;
        this.report = report;
        this.thread = Thread.ofPlatform().daemon().name("watch").start(this::run);
    }

    /**
     * How a request stands.
     *
     * @param waiting the position of the step that waits for a decision, null if none does
     */
    record Seen(
            String state,
            @Nullable Integer waiting,
            @Nullable UUID grant) {

        boolean isOver() {
            return ENDS.contains(state);
        }

        boolean isActive() {
            return state.equals("ACTIVE") && grant != null;
        }
    }

    /** One request under watch. */
    static final class Followed {

        private final UUID id;
        private Seen seen = new Seen("SUBMITTED", null, null);

        private Followed(UUID id) {
            this.id = id;
        }

        UUID id() {
            return id;
        }

        private synchronized void set(Seen now) {
            if (!now.equals(seen)) {
                seen = now;
                notifyAll();
            }
        }

        synchronized Seen seen() {
            return seen;
        }

        /** Waits until it stands so, or the time is over. */
        synchronized Seen await(Predicate<Seen> so, Duration atMost) throws InterruptedException {
            long until = System.nanoTime() + atMost.toNanos();
            while (!so.test(seen) && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, until - System.nanoTime()));
            }
            return seen;
        }
    }

    Followed follow(UUID request) {
        return followed.computeIfAbsent(request, Followed::new);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                report.step("the watch failed: " + e);
            }
        }
    }

    private void look() {
        UUID[] open = followed.entrySet().stream()
                .filter(entry -> !entry.getValue().seen().isOver())
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
        if (open.length == 0) {
            return;
        }
        stage.database()
                .sql("""
                    select r.id, r.state, s.position, g.id from access_request r
                    left join approval_step s on s.request_id = r.id and s.state = 'WAITING'
                    left join access_grant g on g.request_id = r.id
                    where r.id = any(?)\
                    """)
                .param(open)
                .query((row, number) -> {
                    Followed request = followed.get(row.getObject(1, UUID.class));
                    if (request != null) {
                        request.set(new Seen(
                                row.getString(2), row.getObject(3, Integer.class), row.getObject(4, UUID.class)));
                    }
                    return number;
                })
                .list();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
