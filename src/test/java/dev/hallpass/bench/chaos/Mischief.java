package dev.hallpass.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What goes wrong around Hallpass: the stand-ins, the engine, the clocks, and Hallpass's own process. */
final class Mischief {

    private static final int MOST_CALLS = 4;

    private final ChaosStage stage;
    private final HandChanges hands;
    private final Report report;

    Mischief(ChaosStage stage, HandChanges hands, Report report) {
        this.stage = stage;
        this.hands = hands;
        this.report = report;
    }

    /** The next calls of one application go wrong. */
    void armFault(Random random) {
        Site site = Site.ALL.get(random.nextInt(Site.ALL.size()));
        List<FaultKind> kinds = FaultKind.ALL.stream()
                .filter(kind -> stage.hasLateWrites() || !kind.late())
                .toList();
        FaultKind kind = kinds.get(random.nextInt(kinds.size()));
        int count = 1 + random.nextInt(MOST_CALLS);
        collect(name -> false);
        stage.bitbucket(site).faults().arm(kind.name(), kind.fault(), count);
    }

    /** Counts the faults that were met. */
    private void collect(Predicate<String> also) {
        stage.bitbuckets()
                .forEach(bitbucket -> bitbucket.faults().collect(also).forEach((kind, met) -> {
                    report.count("faults met: " + kind, met);
                    report.count("faults met", met);
                }));
    }

    /** All goes well again. */
    void heal() throws InterruptedException {
        collect(name -> true);
        awaitLateWrites();
        stage.skewEngine(Duration.ZERO);
    }

    private void awaitLateWrites() throws InterruptedException {
        while (stage.bitbuckets().stream()
                .anyMatch(bitbucket -> bitbucket.faults().pendingWrites() > 0)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Kills Hallpass and starts it again. */
    void kill(Duration down) throws InterruptedException {
        stage.killHallpass();
        report.count("kills");
        report.step("killed");
        TimeUnit.MILLISECONDS.sleep(down.toMillis());
        stage.startHallpass();
        report.step("started again");
    }

    /** Stops the engine, with the loss of all it knew, and starts it again. */
    void stopEngine(Duration down) throws InterruptedException {
        stage.stopEngine();
        report.count("engine stops");
        report.step("engine stopped");
        TimeUnit.MILLISECONDS.sleep(down.toMillis());
        stage.startEngine();
        report.step("engine started, empty");
    }

    /**
     * Jumps far forwards or a little back; the engine's clock goes along, not always exactly. Not while a write is late:
     * Hallpass counts by the clock how long one may come.
     */
    void jump(Random random) throws InterruptedException {
        Duration by = random.nextInt(3) == 0
                ? Duration.ofMillis(-random.nextInt(2000))
                : Duration.ofSeconds(3 + random.nextInt(40));
        Duration skew = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(4000) - 2000 : 0);
        hands.whileNobodyChanges(() -> {
            collect(FaultKind::isLate);
            awaitLateWrites();
            stage.clock().jump(by);
            stage.skewEngine(skew);
        });
        report.count("clock jumps");
        report.count(by.isNegative() ? "clock jumps back" : "clock jumps forwards");
        report.step("clock jumped by %s, engine ahead by %s".formatted(by, skew));
    }
}
