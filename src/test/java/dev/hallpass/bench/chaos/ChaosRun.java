package dev.hallpass.bench.chaos;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The chaos run. Thousands of requests and bundles with random people, places, roles, durations, overlaps, extensions,
 * releases, revocations, denials and withdrawals go through the API, to Bitbucket Cloud and Data Center, to repositories,
 * projects and groups, and by hand where Hallpass tells people to. Meanwhile administrators change permissions unasked,
 * Bitbucket throttles, fails, hangs, loses answers and shows what was, clocks jump, the engine stops and forgets, and
 * Hallpass is killed. Then all is let settle, and what everybody holds is compared with a model that knows nothing but
 * what was planted and what was changed unasked.
 *
 * <p>All decisions are drawn from the seed step by step, so the same seed makes the same run, as far as concurrency
 * allows. The rules that make the model certain are in {@link PairState}, {@link HandChanges}, {@link Operators} and
 * {@link Mischief}.
 *
 * <p>{@code ./mvnw -Pbench verify -Dbench=chaos -Dchaos.seed=... -Dchaos.requests=... -Dchaos.kills=...} runs it.
 */
public final class ChaosRun {

    private static final Duration END_OF_TIME = Duration.ofDays(3);
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final ChaosSettings settings;
    private final ChaosCompany company;
    private final ChaosStage stage;
    private final Pairs pairs;
    private final Report report;
    private final HandChanges hands;
    private final Theatre theatre;
    private final Mischief mischief;

    private ChaosRun(ChaosSettings settings, ChaosCompany company, ChaosStage stage, Watch watch, Report report) {
        this.settings = settings;
        this.company = company;
        this.stage = stage;
        this.pairs = new Pairs(company, settings.seed());
        this.report = report;
        this.hands = new HandChanges(stage, report);
        this.theatre = new Theatre(new Calls(stage, report), watch, hands, report);
        this.mischief = new Mischief(stage, hands, report);
    }

    /** Runs it as the system properties say, and tells whether nothing was wrong. */
    public static boolean runFromSystemProperties() throws InterruptedException {
        return run(ChaosSettings.fromSystemProperties());
    }

    /** Runs it and tells whether nothing was wrong. */
    static boolean run(ChaosSettings settings) throws InterruptedException {
        System.out.printf("chaos run %s%n  logs in %s%n", settings, settings.folder());
        ChaosCompany company = new ChaosCompany(settings.seed());
        try (Report report = new Report(settings.folder());
                ChaosStage stage = new ChaosStage(settings, company);
                Watch watch = new Watch(stage, report)) {
            try {
                new ChaosRun(settings, company, stage, watch, report).play();
            } catch (RuntimeException e) {
                report.wrong("driver", e + " at " + e.getStackTrace()[0]);
            }
            System.out.print(report.text(settings));
            return report.isClean();
        }
    }

    private void play() throws InterruptedException {
        stage.awaitCatalog(company.places());
        try (Operators operators = new Operators(stage, pairs, theatre, settings.seed())) {
            try (Sampler sampler = new Sampler(stage, pairs, report);
                    ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
                    Accidents accidents = new Accidents(settings, mischief)) {
                new Steps(settings, pairs, theatre, people, accidents).takeAll();
                accidents.await(GRACE);
                people.shutdown();
                if (!people.awaitTermination(GRACE.toMinutes(), TimeUnit.MINUTES)) {
                    report.wrong("stuck", "scripts were still at work %s after the last step".formatted(GRACE));
                    people.shutdownNow();
                }
            }
            mischief.heal();
            // What nobody answered lapses now.
            hands.whileNobodyChanges(() -> stage.clock().jump(END_OF_TIME));
            report.step("the end of time");
            Verdict verdict = new Verdict(stage, pairs, report);
            verdict.settle();
            verdict.compare(new EffectiveModel(pairs, company.groupRights()));
        }
        new Invariants(stage, report).check(theatre);
    }
}
