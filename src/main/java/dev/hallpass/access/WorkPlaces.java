package dev.hallpass.access;

import dev.hallpass.connector.Urgency;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets so many changes be worked on at a time, and others wait in the order of their turns. One application never has
 * all places, so that one that hangs does not hold up the others; and those that bring access, or only look, leave
 * places free, so that whoever takes access away finds one although the others last long.
 */
final class WorkPlaces {

    private final int places;
    private final int forEach;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> taken = new HashMap<>();
    private final TreeSet<Waiting> waiting =
            new TreeSet<>(Comparator.comparing((Waiting one) -> one.turn().urgency())
                    .thenComparing(one -> one.turn().due())
                    .thenComparingLong(Waiting::arrival));
    private int allTaken;
    private long arrivals;

    private record Waiting(Turn turn, long arrival, CountDownLatch admitted) {}

    /**
     * @param places in all
     * @param forEach how many of them one application may have
     */
    WorkPlaces(int places, int forEach) {
        if (places < 1 || forEach < 1) {
            throw new IllegalArgumentException("There must be a place, not %d and %d".formatted(places, forEach));
        }
        this.places = places;
        this.forEach = Math.min(places, forEach);
    }

    /**
     * Waits for a place.
     *
     * @return false if there was none in this time
     */
    boolean take(Turn turn, Duration atMost) throws InterruptedException {
        Waiting own;
        lock.lock();
        try {
            own = new Waiting(turn, arrivals++, new CountDownLatch(1));
            waiting.add(own);
            admit();
        } finally {
            lock.unlock();
        }
        try {
            return own.admitted().await(atMost.toMillis(), TimeUnit.MILLISECONDS) || !giveUp(own);
        } catch (InterruptedException e) {
            if (!giveUp(own)) {
                leave(turn);
            }
            throw e;
        }
    }

    /** Tells whether it still waited; who was let in meanwhile has a place. */
    private boolean giveUp(Waiting own) {
        lock.lock();
        try {
            return waiting.remove(own);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back that was taken for this turn. */
    void leave(Turn turn) {
        lock.lock();
        try {
            free(turn);
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void free(Turn turn) {
        allTaken--;
        taken.computeIfPresent(turn.application(), (application, count) -> count == 1 ? null : count - 1);
        admit();
    }

    /** Whose application has no place left waits on, and whoever comes next is asked. */
    private void admit() {
        for (Iterator<Waiting> next = waiting.iterator(); next.hasNext() && allTaken < places; ) {
            Waiting one = next.next();
            if (mayWork(one.turn())) {
                next.remove();
                allTaken++;
                taken.merge(one.turn().application(), 1, Integer::sum);
                one.admitted().countDown();
            }
        }
    }

    private boolean mayWork(Turn turn) {
        return allTaken < open(places, turn.urgency())
                && taken.getOrDefault(turn.application(), 0) < open(forEach, turn.urgency());
    }

    /** A sixth of the places is kept free of what brings access, and a half of what only looks. */
    private static int open(int places, Urgency urgency) {
        int keptFree = switch (urgency) {
            case REVOCATION -> 0;
            case GRANT -> (places + 5) / 6;
            case BACKGROUND -> (places + 1) / 2;
        };
        return Math.max(1, places - keptFree);
    }
}
