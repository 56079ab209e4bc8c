package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Looks while the run goes on. A grant that is in force before and after a look at the stand-in must show its role
 * there, unless an administrator has changed the pair meanwhile; a pair that no request concerns, before and after, must
 * show what stands.
 */
final class Sampler implements AutoCloseable {

    private static final long MILLIS_BETWEEN = 150;

    private final ChaosStage stage;
    private final Pairs pairs;
    private final Report report;
    private final Thread thread;

    Sampler(ChaosStage stage, Pairs pairs, Report report) {
        this.stage = stage;
        this.pairs = pairs;
        this.report = report;
        this.thread = Thread.ofPlatform().daemon().name("sampler").start(this::run);
    }

    private record Active(String grant, String person, String path, String role) {}

    private void run() {
        Random random = new Random(1);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                lookAtGrant();
                lookAtPair(pairs.any(random));
                lookAtBundles();
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                report.step("the sampler failed: " + e);
            }
        }
    }

    private void lookAtGrant() {
        List<Active> some = stage.database()
                .sql("""
                    select g.id::text, g.principal_id, r.path, g.role from access_grant g join resource r on r.id = g.resource_id
                    where g.state = 'ACTIVE' %s order by random() limit 1\
                    """.formatted(untouchedByLateWrites()))
                .query((row, number) ->
                        new Active(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
        for (Active grant : some) {
            PairState pair = pairs.of(grant.person(), grant.path());
            PairState.Look before = pair.look();
            String shown = stage.bitbucket(pair.pair().place().site())
                    .explicit(grant.person(), pair.pair().place());
            PairState.Look after = pair.look();
            boolean byHand = before.handWhileLive() || after.handWhileLive() || before.hand() || after.hand();
            if (!byHand && isActive(grant.grant())) {
                report.count("samples of grants in force");
                if (pair.pair().place().level(shown) < pair.pair().place().level(grant.role())) {
                    report.wrong(
                            "cut short",
                            "grant %s of %s on %s for %s is in force, but %s is there"
                                    .formatted(grant.grant(), grant.person(), grant.path(), grant.role(), shown));
                }
            }
        }
    }

    /** One that was undone leaves nothing in force. */
    private void lookAtBundles() {
        List<String> halves = stage.database().sql("""
            select b.id::text from bundle_request b join access_request r on r.bundle_request_id = b.id
            where b.state = 'UNDONE' and r.state in ('PROVISIONING', 'ACTIVE', 'REVOKING')\
            """).query(String.class).list();
        report.count("samples of undone bundles");
        halves.forEach(bundle -> report.wrong("half a bundle", bundle + " is undone, but a part of it lives"));
    }

    private boolean isActive(String grant) {
        return stage.database()
                .sql("select count(*) = 1 from access_grant g where g.id = ?::uuid and g.state = 'ACTIVE'"
                        + untouchedByLateWrites())
                .param(grant)
                .query(Boolean.class)
                .single();
    }

    /** Until Hallpass has looked again, a late write may have changed the permission. */
    private String untouchedByLateWrites() {
        return stage.hasLateWrites() ? """
            and not exists (select 1 from access_pair p where p.principal_id = g.principal_id
             and p.resource_id = g.resource_id and (p.intending or cardinality(p.late_since) > 0))\
            """ : "";
    }

    private boolean mayStillChange(Pair pair) {
        return stage.hasLateWrites()
                && stage.database()
                        .sql("""
                            select exists (select 1 from access_pair p join resource r on r.id = p.resource_id
                              where p.principal_id = ? and r.path = ? and (p.intending or cardinality(p.late_since) > 0))\
                            """)
                        .params(pair.person(), pair.place().path())
                        .query(Boolean.class)
                        .single();
    }

    private void lookAtPair(PairState state) {
        Pair pair = state.pair();
        PairState.Look before = state.look();
        if (before.live() > 0 || before.hand() || mayStillChange(pair)) {
            return;
        }
        String shown = stage.bitbucket(pair.place().site()).explicit(pair.person(), pair.place());
        if (state.look().version() == before.version()) {
            report.count("samples of pairs without grants");
            if (!shown.equals(before.standing())) {
                report.wrong(
                        "left behind",
                        "%s has %s on %s, should have %s, and no request concerns it"
                                .formatted(pair.person(), shown, pair.place().path(), before.standing()));
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
