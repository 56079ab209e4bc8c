package dev.hallpass.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes the steps of a run one after the other; each lets people begin something and goes on. */
final class Steps {

    private static final int BUNDLES_PERCENT = 12;
    private static final int OUTSIDERS_PERCENT = 25;
    private static final int AGAIN_PERCENT = 35;
    private static final int HAND_CHANGES_PERCENT = 10;
    private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

    private final ChaosSettings settings;
    private final Pairs pairs;
    private final Theatre theatre;
    private final Report report;
    private final ExecutorService people;
    private final Accidents accidents;
    private final Semaphore room;
    private final List<PairState> used = new ArrayList<>();
    private int asked;

    Steps(ChaosSettings settings, Pairs pairs, Theatre theatre, ExecutorService people, Accidents accidents) {
        this.settings = settings;
        this.pairs = pairs;
        this.theatre = theatre;
        this.report = theatre.report();
        this.people = people;
        this.accidents = accidents;
        this.room = new Semaphore(settings.inFlight());
    }

    void takeAll() throws InterruptedException {
        long told = System.nanoTime();
        for (int step = 1; isOneMoreWanted(step); step++) {
            Random random = new Random(settings.seed() * 1_000_003 + step);
            accidents.at(step, random);
            if (random.nextInt(100) < HAND_CHANGES_PERCENT) {
                changeByHand(step, random);
            }
            if (random.nextInt(100) < BUNDLES_PERCENT) {
                askForBundle(step, random);
            } else {
                ask(step, random);
            }
            report.count("steps");
            if (System.nanoTime() - told > NANOS_BETWEEN_LINES) {
                told = System.nanoTime();
                System.out.println(report.progress());
            }
        }
    }

    /** As many as are to be accepted, and few more: waits for the answers to the last ones. */
    private boolean isOneMoreWanted(int step) throws InterruptedException {
        if (step <= accidents.lastKill()) {
            return true;
        }
        while (asked - report.counted("requests refused at once") >= settings.requests()) {
            if (report.counted("requests accepted") >= settings.requests() || !report.isClean()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return true;
    }

    private PairState recent(Random random, int percent, int among) {
        boolean again = random.nextInt(100) < percent && !used.isEmpty();
        return again ? used.get(used.size() - 1 - random.nextInt(Math.min(used.size(), among))) : pairs.any(random);
    }

    private void ask(int step, Random random) throws InterruptedException {
        PairState pair = recent(random, AGAIN_PERCENT, 25);
        used.add(pair);
        Plan plan = Plan.draw(step, pair, random);
        asked++;
        begin(plan.toString(), new RequestScript(theatre, plan)::play);
    }

    private void askForBundle(int step, Random random) throws InterruptedException {
        PairState first = recent(random, AGAIN_PERCENT, 25);
        if (random.nextInt(100) < OUTSIDERS_PERCENT) {
            first = pairs.of(
                    "ext" + (1 + random.nextInt(4)), first.pair().place().path());
        }
        BundlePlan plan = BundlePlan.draw(step, first, pairs, random);
        plan.parts().forEach(part -> used.add(part.pair()));
        asked += plan.parts().size();
        begin(plan.toString(), new BundleScript(theatre, plan)::play);
    }

    private void begin(String plan, Theatre.Script script) throws InterruptedException {
        room.acquire();
        report.step(plan);
        execute(plan, () -> {
            try {
                theatre.play(plan, script);
            } finally {
                room.release();
            }
        });
    }

    private void changeByHand(int step, Random random) {
        PairState pair = recent(random, 70, 40);
        List<String> roles = pair.handRoles();
        if (!roles.isEmpty()) {
            String role = roles.get(random.nextInt(roles.size()));
            String name = Integer.toString(step);
            execute("by hand in step " + step, () -> theatre.hands().change(name, pair, role, false));
        }
    }

    private void execute(String what, Theatre.Script script) {
        people.execute(() -> {
            try {
                script.play();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                report.wrong("driver", what + ": " + e);
            }
        });
    }
}
