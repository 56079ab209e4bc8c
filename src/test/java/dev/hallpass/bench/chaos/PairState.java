package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one person should hold on one place when nothing is granted, and who may touch the pair at this moment.
 *
 * <p>The rules that make it certain what a hand-made change comes to, whatever else goes on:
 *
 * <ul>
 *   <li>While grants are in force administrators use other roles than grants on a pair (but for {@code none}), so no
 *       hand-made change looks like something that Hallpass wrote.
 *   <li>An administrator changes a pair only while none of its grants is coming, ending or changing, nor will be for
 *       the next {@link HandChanges#WINDOW}: between Hallpass's read and its write nobody could tell what was meant,
 *       Bitbucket has no compare-and-set.
 *   <li>While grants are in force an administrator changes a pair once.
 * </ul>
 */
final class PairState {

    private final Pair pair;
    private final List<String> grantRoles;
    private final List<String> handRoles;
    private String standing;
    private int live;
    private int moving;
    private boolean hand;
    private boolean handWhileLive;
    private long version;

    PairState(Pair pair, String standing, List<String> grantRoles, List<String> handRoles) {
        this.pair = pair;
        this.standing = standing;
        this.grantRoles = grantRoles;
        this.handRoles = handRoles;
    }

    Pair pair() {
        return pair;
    }

    List<String> grantRoles() {
        return grantRoles;
    }

    /** What administrators give; nothing for a pair that they leave alone. */
    List<String> handRoles() {
        return handRoles;
    }

    /** What they give while a grant is in force. */
    List<String> handRolesDuringGrants() {
        return handRoles.stream().filter(role -> !grantRoles.contains(role)).toList();
    }

    synchronized String standing() {
        return standing;
    }

    /**
     * How it is at this moment.
     *
     * @param version changes with every change of anything
     */
    record Look(int live, boolean hand, boolean handWhileLive, String standing, long version) {}

    synchronized Look look() {
        return new Look(live, hand, handWhileLive, standing, version);
    }

    /** A grant may come from now on. Waits for an administrator who is at work. */
    synchronized Lease begin() throws InterruptedException {
        awaitNoHand();
        live++;
        moving++;
        version++;
        return new Lease();
    }

    private void awaitNoHand() throws InterruptedException {
        while (hand) {
            TimeUnit.MILLISECONDS.timedWait(this, 1000);
        }
    }

    /** Lets an administrator at the pair, if it is quiet. */
    synchronized boolean beginByHand() {
        if (hand || moving > 0 || (live > 0 && handWhileLive)) {
            return false;
        }
        hand = true;
        version++;
        return true;
    }

    /** The administrator has done it; for as long as the window lasts nobody else comes. */
    synchronized void changedByHand(String standsNow) {
        standing = standsNow;
        handWhileLive = live > 0;
        version++;
    }

    /** The window is over, or nothing was done. */
    synchronized void endByHand() {
        hand = false;
        version++;
        notifyAll();
    }

    /** What one request has to do with the pair. */
    final class Lease {

        private boolean moves = true;
        private boolean over;

        /** The grant is in force and nobody does anything to it but time. */
        void rest() {
            synchronized (PairState.this) {
                if (moves && !over) {
                    moves = false;
                    moving--;
                    version++;
                }
            }
        }

        /** Something will be done to the grant. Waits for an administrator who is at work. */
        void move() throws InterruptedException {
            synchronized (PairState.this) {
                awaitNoHand();
                if (!moves && !over) {
                    moves = true;
                    moving++;
                    version++;
                }
            }
        }

        /** It is over, or it never came. */
        void end() {
            synchronized (PairState.this) {
                rest();
                if (!over) {
                    over = true;
                    live--;
                    version++;
                    handWhileLive = handWhileLive && live > 0;
                }
            }
        }
    }
}
