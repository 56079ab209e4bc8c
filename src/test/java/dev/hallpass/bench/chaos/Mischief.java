package dev.hallpass.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

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

    /** One thing that a call of Bitbucket can meet. */
    private record Kind(String name, Map<String, Object> fault) {}

    /**
     * Writes that time out have no effect here, and those whose answer is lost have it at once; a write that takes
     * effect after later ones is something that no client can make good.
     */
    private static final List<Kind> KINDS = List.of(
            new Kind("429", Map.of("status", 429, "headers", Map.of("Retry-After", "1"))),
            new Kind("429 with a long Retry-After", Map.of("status", 429, "headers", Map.of("Retry-After", "8"))),
            new Kind("500", Map.of("status", 500)),
            new Kind("502", Map.of("status", 502)),
            new Kind("503", Map.of("status", 503)),
            new Kind("503 on writes", Map.of("status", 503, "method", "PUT|DELETE")),
            new Kind("time-out", Map.of("status", 504, "delayMillis", 2500)),
            new Kind("reset before", Map.of("reset", "BEFORE")),
            new Kind("reset after", Map.of("reset", "AFTER")),
            new Kind("write done, answer lost", Map.of("reset", "AFTER", "method", "PUT|DELETE")),
            new Kind("stale read, 1 s", Map.of("method", "GET", "path", "permissions", "staleSeconds", 1)),
            new Kind("stale read, 2 s", Map.of("method", "GET", "path", "permissions", "staleSeconds", 2)));

    /** The next calls of one workspace go wrong. */
    void armFault(Random random) {
        String name = ChaosCompany.WORKSPACES.get(random.nextInt(ChaosCompany.WORKSPACES.size()));
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        int count = 1 + random.nextInt(MOST_CALLS);
        for (Workspace workspace : stage.workspaces()) {
            collect(workspace, false);
            if (workspace.name().equals(name)) {
                workspace.arm(kind.name(), kind.fault(), count);
            }
        }
    }

    private void collect(Workspace workspace, boolean all) {
        workspace.collectFaults(all).forEach((kind, met) -> {
            report.count("faults met: " + kind, met);
            report.count("faults met", met);
        });
    }

    /** All goes well again. */
    void heal() {
        stage.workspaces().forEach(workspace -> collect(workspace, true));
        stage.skewEngine(Duration.ZERO);
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

    /** Jumps far forwards or a little back; the engine's clock goes along, not always exactly. */
    void jump(Random random) {
        Duration by = random.nextInt(3) == 0
                ? Duration.ofMillis(-random.nextInt(2000))
                : Duration.ofSeconds(3 + random.nextInt(40));
        Duration skew = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(4000) - 2000 : 0);
        hands.whileNobodyChanges(() -> {
            stage.clock().jump(by);
            stage.skewEngine(skew);
        });
        report.count(by.isNegative() ? "clock jumps back" : "clock jumps forwards");
        report.step("clock jumped by %s, engine ahead by %s".formatted(by, skew));
    }
}
