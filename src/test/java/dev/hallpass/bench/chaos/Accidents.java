package dev.hallpass.bench.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** At which steps Hallpass is killed, the engine stops, clocks jump and Bitbucket goes wrong. */
final class Accidents implements AutoCloseable {

    private static final int FAULTS_PERCENT = 25;

    private final Mischief mischief;
    private final Set<Integer> kills;
    private final Set<Integer> stops;
    private final Set<Integer> jumps;
    private final ExecutorService killer = Executors.newSingleThreadExecutor();
    private final ExecutorService enginesEnd = Executors.newSingleThreadExecutor();
    private Future<?> kill = killer.submit(() -> {});
    private Future<?> stop = enginesEnd.submit(() -> {});

    Accidents(ChaosSettings settings, Mischief mischief) {
        this.mischief = mischief;
        Random seeded = new Random(settings.seed());
        // Bundles make several requests of one step.
        int steps = Math.max(settings.kills() * 2 + 20, settings.requests() * 3 / 5);
        this.kills = drawn(seeded, settings.kills(), steps);
        this.stops = drawn(seeded, settings.engineStops(), steps);
        this.jumps = drawn(seeded, settings.clockJumps(), steps);
    }

    /** So many different steps, not at the very beginning. */
    private static Set<Integer> drawn(Random random, int count, int steps) {
        Set<Integer> drawn = new TreeSet<>();
        int first = Math.min(20, steps / 4);
        while (drawn.size() < Math.min(count, steps - first)) {
            drawn.add(first + random.nextInt(steps - first));
        }
        return drawn;
    }

    int lastKill() {
        return kills.stream().mapToInt(step -> step).max().orElse(0);
    }

    /** Lets happen what happens at a step; waits if the last of its kind is not over. */
    void at(int step, Random random) throws InterruptedException {
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
        if (random.nextInt(100) < FAULTS_PERCENT) {
            mischief.armFault(random);
        }
    }

    private static void awaitDone(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The stage broke down", e);
        }
    }

    /** Waits for what is under way. */
    void await(Duration atMost) throws InterruptedException {
        killer.shutdown();
        enginesEnd.shutdown();
        killer.awaitTermination(atMost.toMinutes(), TimeUnit.MINUTES);
        enginesEnd.awaitTermination(atMost.toMinutes(), TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        killer.shutdownNow();
        enginesEnd.shutdownNow();
    }
}
