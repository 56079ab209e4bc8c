package dev.hallpass.access;

import dev.hallpass.connector.Urgency;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What it costs to change a pair, measured: calls of the connector (further pages of long lists and repetitions come on
 * top) and time. Older measurements count less and less; they outlive a restart.
 */
@Component
class LedgerPace {

    /** Some hundred pairs back nothing is remembered any more. */
    private static final double KEPT = 0.98;

    /** What is assumed before anything was measured counts as so many pairs. */
    private static final double ASSUMED_PAIRS = 4;

    private static final double ASSUMED_SECONDS = 0.5;

    private static final ThreadLocal<@Nullable Count> COUNTING = new ThreadLocal<>();

    private final JdbcClient jdbc;
    private final Map<Key, Sums> measured = new ConcurrentHashMap<>();

    LedgerPace(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(String application, Urgency urgency) {}

    /** What one pair takes on the average. */
    record Pace(double calls, double seconds) {}

    private static final class Sums {
        private double pairs;
        private double calls;
        private double seconds;
        private boolean changed;

        Sums(double pairs, double calls, double seconds) {
            this.pairs = pairs;
            this.calls = calls;
            this.seconds = seconds;
        }

        synchronized void worked(int made, Duration time) {
            pairs = pairs * KEPT + 1;
            calls = calls * KEPT + made;
            seconds = seconds * KEPT + time.toNanos() / 1e9;
            changed = true;
        }

        synchronized Pace pace() {
            return new Pace(calls / pairs, seconds / pairs);
        }

        synchronized double @Nullable [] toStore() {
            if (!changed) {
                return null;
            }
            changed = false;
            return new double[] {pairs, calls, seconds};
        }
    }

    /** The calls that one thread makes for the pair that it works on. */
    private static final class Count {
        private int calls;
    }

    /** A call was made for the pair that this thread works on; of no consequence outside of that. */
    void called() {
        Count count = COUNTING.get();
        if (count != null) {
            count.calls++;
        }
    }

    /** Measures what it takes to change a pair; what fails is no measure, neither its time nor its calls. */
    <T> T measured(Turn turn, Supplier<T> work) {
        long start = System.nanoTime();
        Count count = new Count();
        COUNTING.set(count);
        try {
            T done = work.get();
            of(new Key(turn.application(), turn.urgency()))
                    .worked(count.calls, Duration.ofNanos(System.nanoTime() - start));
            return done;
        } finally {
            COUNTING.remove();
        }
    }

    /** What a pair takes now. */
    Pace of(String application, Urgency urgency) {
        return of(new Key(application, urgency)).pace();
    }

    private Sums of(Key key) {
        Sums known = measured.get(key);
        if (known != null) {
            return known;
        }
        // Read outside of the map, which would hold up all who look for a neighbour meanwhile.
        Sums read = stored(key);
        Sums first = measured.putIfAbsent(key, read);
        return first == null ? read : first;
    }

    private Sums stored(Key key) {
        return jdbc.sql("select pairs, calls, seconds from ledger_pace where application = ? and urgency = ?")
                .params(key.application(), key.urgency().name())
                .query((row, number) ->
                        new Sums(row.getDouble("pairs"), row.getDouble("calls"), row.getDouble("seconds")))
                .optional()
                .orElseGet(() -> new Sums(
                        ASSUMED_PAIRS, ASSUMED_PAIRS * assumedCalls(key.urgency()), ASSUMED_PAIRS * ASSUMED_SECONDS));
    }

    /** Read, written, read back; where access comes, by itself as well as by every path. */
    private static int assumedCalls(Urgency urgency) {
        return switch (urgency) {
            case REVOCATION -> 3;
            case GRANT -> 4;
            case BACKGROUND -> 1;
        };
    }

    /** Keeps what was measured; of several instances the last one counts. */
    @Scheduled(fixedDelay = 30_000)
    void store() {
        measured.forEach((key, sums) -> {
            double[] now = sums.toStore();
            if (now != null) {
                jdbc.sql("""
                    insert into ledger_pace (application, urgency, pairs, calls, seconds) values (?, ?, ?, ?, ?)
                    on conflict (application, urgency)
                    do update set pairs = excluded.pairs, calls = excluded.calls, seconds = excluded.seconds
                    """)
                        .params(key.application(), key.urgency().name(), now[0], now[1], now[2])
                        .update();
            }
        });
    }
}
