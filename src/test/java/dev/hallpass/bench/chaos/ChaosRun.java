package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.RequestScript.Theatre;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The chaos run. Thousands of requests with random people, places, roles, durations, overlaps, extensions, releases,
 * revocations, denials and withdrawals go through the API, while administrators change permissions by hand, Bitbucket
 * throttles, fails, hangs, loses answers and shows what was, clocks jump, the engine stops and forgets, and Hallpass is
 * killed. Then all is let settle, and what everybody holds is compared with a model that knows nothing but what was
 * planted and what was changed by hand.
 *
 * <p>All decisions are drawn from the seed step by step, so the same seed makes the same run, as far as concurrency
 * allows. The rules that make the model certain are in {@link PairState}, {@link HandChanges} and {@link Mischief}.
 *
 * <p>{@code ./mvnw -Pbench verify -Dbench=chaos -Dchaos.seed=... -Dchaos.requests=... -Dchaos.kills=...} runs it.
 */
public final class ChaosRun {

    private static final Duration END_OF_TIME = Duration.ofDays(3);
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final ChaosSettings settings;
    private final ChaosStage stage;
    private final Pairs pairs;
    private final Report report;
    private final Theatre theatre;
    private final HandChanges hands;
    private final Mischief mischief;
    private final Semaphore room;
    private final List<PairState> used = new ArrayList<>();

    private ChaosRun(ChaosSettings settings, ChaosStage stage, Pairs pairs, Watch watch, Report report) {
        this.settings = settings;
        this.stage = stage;
        this.pairs = pairs;
        this.report = report;
        this.hands = new HandChanges(stage, report);
        this.theatre = new Theatre(new Calls(stage, report), watch, hands, report);
        this.mischief = new Mischief(stage, hands, report);
        this.room = new Semaphore(settings.inFlight());
    }

    /** Runs it as the system properties say, and tells whether nothing was wrong. */
    public static boolean runFromSystemProperties() throws InterruptedException {
        return run(ChaosSettings.fromSystemProperties());
    }

    /** Runs it and tells whether nothing was wrong. */
    static boolean run(ChaosSettings settings) throws InterruptedException {
        System.out.printf("chaos run %s%n  logs in %s%n", settings, settings.folder());
        ChaosCompany company = new ChaosCompany(settings.seed());
        Pairs pairs = new Pairs(company, settings.seed());
        try (Report report = new Report(settings.folder());
                ChaosStage stage = new ChaosStage(settings, company);
                Watch watch = new Watch(stage, report)) {
            try {
                new ChaosRun(settings, stage, pairs, watch, report).play();
            } catch (RuntimeException e) {
                report.wrong("driver", e + " at " + e.getStackTrace()[0]);
            }
            System.out.print(report.text(settings));
            return report.isClean();
        }
    }

    private void play() throws InterruptedException {
        stage.awaitCatalog(pairs.all().getLast().pair().place().path());
        try (Sampler sampler = new Sampler(stage, pairs, report);
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService killer = Executors.newSingleThreadExecutor();
                ExecutorService enginesEnd = Executors.newSingleThreadExecutor()) {
            takeSteps(people, killer, enginesEnd);
            killer.shutdown();
            enginesEnd.shutdown();
            killer.awaitTermination(GRACE.toMinutes(), TimeUnit.MINUTES);
            enginesEnd.awaitTermination(GRACE.toMinutes(), TimeUnit.MINUTES);
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
        verdict.compare();
        verdict.checkInvariants(theatre.accepted());
    }

    private void takeSteps(ExecutorService people, ExecutorService killer, ExecutorService enginesEnd)
            throws InterruptedException {
        Random seeded = new Random(settings.seed());
        Set<Integer> kills = drawn(seeded, settings.kills());
        Set<Integer> stops = drawn(seeded, settings.engineStops());
        Set<Integer> jumps = drawn(seeded, settings.clockJumps());
        Future<?> kill = killer.submit(() -> {});
        Future<?> stop = enginesEnd.submit(() -> {});
        long told = System.nanoTime();
        for (int step = 1; isOneMoreWanted(step, last(kills)); step++) {
            Random random = new Random(settings.seed() * 1_000_003 + step);
            Duration when = Duration.ofMillis(random.nextInt(3000));
            Duration down = Duration.ofMillis(random.nextInt(3000));
            if (kills.contains(step)) {
                awaitDone(kill);
                kill = killer.submit(() -> {
                    TimeUnit.MILLISECONDS.sleep(when.toMillis());
                    mischief.kill(down);
                    return null;
                });
            }
            if (stops.contains(step)) {
                awaitDone(stop);
                stop = enginesEnd.submit(() -> {
                    TimeUnit.MILLISECONDS.sleep(down.toMillis());
                    mischief.stopEngine(when);
                    return null;
                });
            }
            if (jumps.contains(step)) {
                mischief.jump(random);
            }
            if (random.nextInt(100) < 15) {
                mischief.armFault(random);
            }
            if (random.nextInt(100) < 10) {
                changeByHand(people, step, random);
            }
            ask(people, step, random);
            if (System.nanoTime() - told > 10_000_000_000L) {
                told = System.nanoTime();
                System.out.println(report.progress());
            }
        }
        report.count("steps", used.size());
    }

    /** As many as are to be accepted, and none more: waits for the answers to the last ones. */
    private boolean isOneMoreWanted(int step, int lastKill) throws InterruptedException {
        if (step <= lastKill) {
            return true;
        }
        while (used.size() - report.counted("requests refused at once") >= settings.requests()) {
            if (report.counted("requests accepted") >= settings.requests() || !report.isClean()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return true;
    }

    /** So many different steps, not at the very beginning. */
    private Set<Integer> drawn(Random random, int count) {
        Set<Integer> steps = new TreeSet<>();
        int first = Math.min(20, settings.requests() / 4);
        while (steps.size() < Math.min(count, settings.requests() - first)) {
            steps.add(first + random.nextInt(settings.requests() - first));
        }
        return steps;
    }

    private static int last(Set<Integer> steps) {
        return steps.stream().mapToInt(step -> step).max().orElse(0);
    }

    private void awaitDone(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The stage broke down", e);
        }
    }

    private void ask(ExecutorService people, int step, Random random) throws InterruptedException {
        boolean again = random.nextInt(100) < 35 && !used.isEmpty();
        PairState pair =
                again ? used.get(used.size() - 1 - random.nextInt(Math.min(used.size(), 25))) : pairs.any(random);
        used.add(pair);
        Plan plan = Plan.draw(step, pair, random);
        room.acquire();
        report.step(plan.toString());
        people.execute(() -> {
            try {
                theatre.play(plan);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                report.wrong("driver", plan + ": " + e);
            } finally {
                room.release();
            }
        });
    }

    private void changeByHand(ExecutorService people, int step, Random random) {
        boolean lately = random.nextInt(100) < 70 && !used.isEmpty();
        PairState pair =
                lately ? used.get(used.size() - 1 - random.nextInt(Math.min(used.size(), 40))) : pairs.any(random);
        String role = pair.handRoles().get(random.nextInt(pair.handRoles().size()));
        people.execute(() -> {
            try {
                hands.change(step, pair, role, false);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                report.wrong("driver", "by hand in step %d: %s".formatted(step, e));
            }
        });
    }
}
