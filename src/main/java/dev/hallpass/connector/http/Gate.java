package dev.hallpass.connector.http;

import dev.hallpass.connector.Urgency;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many calls of an application are under way at once. A place that becomes free goes to the most urgent who
 * waits, and among equals to who has waited longest; whoever has been passed over many times is next, so that nobody
 * waits for ever. The last place is kept for revocations, and the last but one from what runs in the background: calls
 * that hang do not keep a revocation waiting.
 */
final class Gate {

    /** How often a more urgent call may be let in before those who wait. */
    static final int PATIENCE = 20;

    private final int places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Urgency, Deque<Semaphore>> waiting = new EnumMap<>(Urgency.class);
    private final Map<Urgency, Integer> passedOver = new EnumMap<>(Urgency.class);
    private int underWay;

    Gate(int places) {
        this.places = places;
        for (Urgency urgency : Urgency.values()) {
            waiting.put(urgency, new ArrayDeque<>());
        }
    }

    /**
     * Waits for a place, which must be left again.
     *
     * @return false if there was none in time
     */
    boolean enter(Urgency urgency, Duration patience) throws InterruptedException {
        Semaphore turn = new Semaphore(0);
        lock.lock();
        try {
            queue(urgency).addLast(turn);
            letIn();
        } finally {
            lock.unlock();
        }
        try {
            if (turn.tryAcquire(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            if (!giveUp(urgency, turn)) {
                leave();
            }
            throw e;
        }
        return !giveUp(urgency, turn);
    }

    /** @return false if it was let in meanwhile */
    private boolean giveUp(Urgency urgency, Semaphore turn) {
        lock.lock();
        try {
            return queue(urgency).remove(turn);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the place back. */
    void leave() {
        lock.lock();
        try {
            underWay--;
            letIn();
        } finally {
            lock.unlock();
        }
    }

    int waiting(Urgency urgency) {
        lock.lock();
        try {
            return queue(urgency).size();
        } finally {
            lock.unlock();
        }
    }

    private void letIn() {
        for (Urgency next = next(); next != null; next = next()) {
            count(next);
            underWay++;
            queue(next).removeFirst().release();
        }
    }

    private @Nullable Urgency next() {
        Urgency next = null;
        for (Urgency each : Urgency.values()) {
            boolean possible = !queue(each).isEmpty() && underWay < placesOf(each);
            if (possible && (next == null || passedOver(each) >= PATIENCE)) {
                next = each;
            }
        }
        return next;
    }

    private void count(Urgency next) {
        for (Urgency each : Urgency.values()) {
            if (each == next || queue(each).isEmpty()) {
                passedOver.put(each, 0);
            } else if (each.compareTo(next) > 0) {
                passedOver.put(each, passedOver(each) + 1);
            }
        }
    }

    private int placesOf(Urgency urgency) {
        int kept = switch (urgency) {
            case REVOCATION -> 0;
            case GRANT -> 1;
            case BACKGROUND -> 2;
        };
        return Math.max(1, places - kept);
    }

    private int passedOver(Urgency urgency) {
        return passedOver.getOrDefault(urgency, 0);
    }

    private Deque<Semaphore> queue(Urgency urgency) {
        return waiting.computeIfAbsent(urgency, each -> new ArrayDeque<>());
    }
}
