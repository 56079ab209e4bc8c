package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The administrators who change permissions by hand, unasked, before, during and after grants; see {@link PairState} for when
 * they may. What stands afterwards without grants: what they set; at the sites that revoke, what they added or
 * raised is taken away again, so what stood before. There they change a pair only while a grant is in force on it,
 * because whether Hallpass sees an addition beside grants depends on when it last read.
 */
final class HandChanges {

    /** Longer than any read is stale, so that Hallpass's next look at the pair shows the change. */
    static final Duration WINDOW = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChaosStage stage;
    private final Report report;

    /** Read by administrators at work, written by whoever lets the clocks jump. */
    private final ReadWriteLock clocks = new ReentrantReadWriteLock(true);

    HandChanges(ChaosStage stage, Report report) {
        this.stage = stage;
        this.report = report;
    }

    /**
     * Does it as soon as the pair is quiet, unless it is not for a long time.
     *
     * @param duringGrant not unless a grant is at work on the pair
     */
    void change(String step, PairState pair, String role, boolean duringGrant) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            if (duringGrant && pair.look().live() == 0) {
                break;
            }
            if (pair.beginByHand()) {
                try {
                    if (tryChange(step, pair, role)) {
                        return;
                    }
                } finally {
                    pair.endByHand();
                }
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        report.count("hand-made changes not made, pair never quiet");
    }

    private boolean tryChange(String step, PairState pair, String role) throws InterruptedException {
        if (!clocks.readLock().tryLock()) {
            return false;
        }
        try {
            Pair of = pair.pair();
            Site site = of.place().site();
            boolean live = pair.look().live() > 0;
            boolean looksLikeOurs = live && pair.grantRoles().contains(role);
            if ((site.revokes() && !live) || looksLikeOurs || !isQuiet(of, live)) {
                return false;
            }
            Bitbucket bitbucket = stage.bitbucket(site);
            String before = bitbucket.explicit(of.person(), of.place());
            bitbucket.setByHand(of.person(), of.place(), role);
            boolean raised = of.place().level(role) > of.place().level(before);
            pair.changedByHand(site.revokes() && raised ? pair.standing() : role);
            report.count("hand-made changes");
            report.count("hand-made changes " + (live ? "during a grant" : "without a grant")
                    + (role.equals("none") ? ", removed" : raised ? ", raised" : ", lowered or same"));
            report.step("step %s: by hand %s on %s from %s to %s (live: %s, standing now %s)"
                    .formatted(step, of.person(), of.place().path(), before, role, live, pair.standing()));
            TimeUnit.MILLISECONDS.sleep(WINDOW.toMillis());
            return true;
        } finally {
            clocks.readLock().unlock();
        }
    }

    /**
     * Nothing on the pair is coming or ending, nor will be within the window and some more; nobody was told to change it,
     * and no write to it may still come. What its requests take for a grant in force is one, although clocks jumped.
     */
    private boolean isQuiet(Pair pair, boolean live) {
        Timestamp soon = Timestamp.from(stage.clock().instant().plus(WINDOW).plusSeconds(2));
        return stage.database()
                .sql("""
                    select not exists (select 1 from access_grant g join resource r on r.id = g.resource_id
                        where g.principal_id = :person and r.path = :path and (g.state in ('PROVISIONING', 'REVOKING')
                          or (g.state = 'ACTIVE' and g.expires_at < :soon)))
                      and (not :live or exists (select 1 from access_grant g join resource r on r.id = g.resource_id
                        where g.principal_id = :person and r.path = :path and g.state = 'ACTIVE'))
                      and not exists (select 1 from access_pair p join resource r on r.id = p.resource_id
                        where p.principal_id = :person and r.path = :path
                          and (p.intending or (p.open and not :live) %s))
                      and not exists (select 1 from by_hand_order o join resource r on r.id = o.resource_id
                        where o.account = :account and r.path = :path and o.state in ('OPEN', 'REPORTED'))\
                    """.formatted(stage.hasLateWrites() ? "or cardinality(p.late_since) > 0" : ""))
                .param("person", pair.person())
                .param("path", pair.place().path())
                .param("soon", soon)
                .param("live", live)
                .param("account", pair.place().site().account(pair.person()))
                .query(Boolean.class)
                .single();
    }

    /** Something that takes its time. */
    interface Jump {
        void run() throws InterruptedException;
    }

    /** Lets clocks jump while no administrator is at work. */
    void whileNobodyChanges(Jump jump) throws InterruptedException {
        clocks.writeLock().lock();
        try {
            jump.run();
        } finally {
            clocks.writeLock().unlock();
        }
    }
}
