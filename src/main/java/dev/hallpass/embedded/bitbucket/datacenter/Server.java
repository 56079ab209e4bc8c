package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.ChangeJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/** The server now and in the last minute. Changes are made one after the other, in the journal first. */
final class Server implements AutoCloseable {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    /** @param until when it ceased to be so */
    private record Past(ServerState state, Instant until) {}

    private final Seed seed;
    private final Clock clock;
    private final ChangeJournal<Change> journal;
    private final ReentrantLock changes = new ReentrantLock();
    private final Deque<Past> past = new ArrayDeque<>();
    private volatile ServerState state;

    Server(Seed seed, ChangeJournal<Change> journal, Clock clock) {
        this.seed = seed;
        this.journal = journal;
        this.clock = clock;
        ServerState found = ServerState.of(seed);
        for (Change change : journal.found()) {
            found = found.after(change, seed);
        }
        this.state = found;
    }

    Seed seed() {
        return seed;
    }

    ServerState state() {
        return state;
    }

    /** The state as it was this long ago, at most a minute. */
    ServerState state(Duration age) {
        if (age.isZero()) {
            return state;
        }
        Instant time = clock.instant().minus(age);
        changes.lock();
        try {
            for (Past each : past) {
                if (time.isBefore(each.until())) {
                    return each.state();
                }
            }
            return state;
        } finally {
            changes.unlock();
        }
    }

    /** @param change decides by the state as it is then, so that nothing comes in between; may refuse */
    void change(BiFunction<ServerState, Instant, Change> change) {
        changes.lock();
        try {
            Instant now = clock.instant();
            Change made = change.apply(state, now);
            journal.append(made);
            past.addLast(new Past(state, now));
            while (past.size() > MOST_REMEMBERED || past.getFirst().until().isBefore(now.minus(REMEMBERED))) {
                past.removeFirst();
            }
            if (made instanceof Change.Reset) {
                past.clear();
            }
            state = state.after(made, seed);
        } finally {
            changes.unlock();
        }
    }

    @Override
    public void close() {
        changes.lock();
        try {
            journal.close();
        } finally {
            changes.unlock();
        }
    }
}
