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
                    where g.state = 'ACTIVE' order by random() limit 1\
                    """)
                .query((row, number) ->
                        new Active(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
        for (Active grant : some) {
            PairState pair = pairs.of(grant.person(), grant.path());
            PairState.Look before = pair.look();
            String shown = stage.workspace(pair.pair().place())
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

    private boolean isActive(String grant) {
        return stage.database()
                .sql("select count(*) = 1 from access_grant where id = ?::uuid and state = 'ACTIVE'")
                .param(grant)
                .query(Boolean.class)
                .single();
    }

    private void lookAtPair(PairState state) {
        Pair pair = state.pair();
        PairState.Look before = state.look();
        if (before.live() > 0 || before.hand()) {
            return;
        }
        String shown = stage.workspace(pair.place()).explicit(pair.person(), pair.place());
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
