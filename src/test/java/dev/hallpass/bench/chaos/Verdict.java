package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Lets all settle, and then compares what everybody holds with the model. */
final class Verdict {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String UNSETTLED = """
        select (select count(*) from access_request
                where state not in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED')) as requests,
               (select count(*) from access_grant where state not in ('ENDED', 'FAILED')) as grants,
               (select count(*) from access_pair where open) as pairs,
               (select count(*) from access_pair where intending) as intentions,
               (select count(*) from bundle_request where state not in ('NOT_GRANTED', 'UNDONE', 'ENDED')) as bundles,
               (select count(*) from by_hand_order where state in ('OPEN', 'REPORTED')) as orders,
               (select count(*) from process_outbox) as commands\
        """;

    private final ChaosStage stage;
    private final Pairs pairs;
    private final Report report;

    Verdict(ChaosStage stage, Pairs pairs, Report report) {
        this.stage = stage;
        this.pairs = pairs;
        this.report = report;
    }

    /** Waits until nothing is left to be done. */
    void settle() throws InterruptedException {
        long begun = System.nanoTime();
        Map<String, Object> left = stage.database().sql(UNSETTLED).query().singleRow();
        while (left.values().stream().anyMatch(count -> !count.equals(0L))
                && System.nanoTime() - begun < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(500);
            left = stage.database().sql(UNSETTLED).query().singleRow();
        }
        report.count(
                "seconds until settled",
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        left.forEach((what, count) -> {
            if (!count.equals(0L)) {
                report.wrong("not settled", "%s %s are left after %s".formatted(count, what, PATIENCE));
            }
        });
    }

    /** Person by person, place by place: what is held explicitly, and nothing else, and what it comes to. */
    void compare(EffectiveModel effective) {
        stage.bitbuckets().forEach(this::compareExplicit);
        for (PairState state : pairs.all()) {
            Pair pair = state.pair();
            if (pair.place().kind() != Place.Kind.GROUP) {
                String is = stage.bitbucket(pair.place().site()).effective(pair.person(), pair.place());
                String should = effective.of(pair);
                report.count("effective roles compared");
                if (!is.equals(should)) {
                    report.wrong(
                            "difference",
                            "%s may %s on %s, should %s"
                                    .formatted(pair.person(), is, pair.place().path(), should));
                }
            }
        }
    }

    private void compareExplicit(Bitbucket bitbucket) {
        Map<String, String> held = bitbucket.everything();
        Map<String, String> expected = new HashMap<>();
        for (PairState state : pairs.all()) {
            Pair pair = state.pair();
            if (pair.place().site().equals(bitbucket.site())) {
                report.count("pairs compared");
                report.count("pairs compared: " + pair.place().sort());
                if (!state.standing().equals("none")) {
                    expected.put(pair.place().path() + " " + bitbucket.site().account(pair.person()), state.standing());
                }
            }
        }
        Set<String> all = new TreeSet<>(held.keySet());
        all.addAll(expected.keySet());
        for (String who : all) {
            String is = held.getOrDefault(who, "none");
            String should = expected.getOrDefault(who, "none");
            if (!is.equals(should)) {
                report.wrong("difference", "%s has %s, should have %s".formatted(who, is, should));
            }
        }
    }
}
