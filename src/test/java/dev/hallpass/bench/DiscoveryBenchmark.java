package dev.hallpass.bench;

import dev.hallpass.TestDatabase;
import dev.hallpass.bench.chaos.HallpassProcess;
import dev.hallpass.bench.chaos.ShiftedClock;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Discovery of a workspace of 5,000 repositories, 2,000 people and 300 groups by a Hallpass in a process of its own,
 * with four tokens of 800 calls an hour. Hallpass's clock runs {@value #SPEED} times as fast as the real one, so that
 * the hours it has to wait for its budget pass in minutes. In the middle the process is killed and started again.
 *
 * <p>It fails if the stand-in counted more calls in any 59 minutes of that clock than the budget allows (a call that
 * takes 100 ms to arrive is 12 seconds late by it), if the killed process started over, or if the live heap, after a
 * full collection, was ever 300 MB above that of a Hallpass whose workspace is empty.
 */
final class DiscoveryBenchmark {

    private static final int SPEED = 120;
    private static final int TOKENS = 4;
    private static final int CALLS_PER_HOUR = 800;
    /** What discovery may use of a budget, see {@code BudgetShares}. */
    private static final double BACKGROUND_SHARE = 0.6;

    private static final Duration NEARLY_AN_HOUR = Duration.ofMinutes(59);
    private static final long MOST_HEAP = 300L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Path folder;
    private final Path clockFile;
    private final EmbeddedEngine engine;
    private boolean held = true;

    private DiscoveryBenchmark(Path folder, EmbeddedEngine engine) {
        this.folder = folder;
        this.clockFile = folder.resolve("clock");
        this.engine = engine;
    }

    /** Runs it and tells whether it held what it promises. */
    static boolean run() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "discovery").toAbsolutePath());
        try (EmbeddedEngine engine =
                EmbeddedEngine.start(new EmbeddedEngineSettings(folder.resolve("engine"), 0, 0, Clock.systemUTC()))) {
            DiscoveryBenchmark benchmark = new DiscoveryBenchmark(folder, engine);
            long empty = benchmark.emptyHeap();
            benchmark.measure(empty);
            return benchmark.held;
        }
    }

    private long emptyHeap() throws InterruptedException {
        try (LargeWorkspace workspace = new LargeWorkspace(folder, TOKENS, 0, 1, 0);
                TestDatabase database = TestDatabase.fresh();
                HallpassProcess hallpass = hallpass(workspace, database, "512m")) {
            hallpass.start();
            awaitDone(database, 0, () -> {});
            return liveHeap(hallpass);
        }
    }

    private void measure(long empty) throws InterruptedException {
        String most = "%dm".formatted(((empty + MOST_HEAP) >> 20) + 1);
        ShiftedClock clock = ShiftedClock.in(clockFile);
        try (LargeWorkspace workspace = new LargeWorkspace(folder, TOKENS, 5_000, 2_000, 300);
                TestDatabase database = TestDatabase.fresh();
                FastTime time = new FastTime(clock, SPEED);
                HallpassProcess hallpass = hallpass(workspace, database, most)) {
            Instant begun = clock.instant();
            long real = System.nanoTime();
            hallpass.start();
            long[] peak = {0};
            Runnable look = () -> peak[0] = Math.max(peak[0], liveHeap(hallpass));
            int half = 2_700;
            awaitDone(database, half, look);
            hallpass.kill();
            int doneBefore = done(database);
            int callsBefore = workspace.calls().size();
            hallpass.start();
            awaitDone(database, 0, look);
            Instant complete = clock.instant();
            long after = liveHeap(hallpass);
            List<Instant> calls =
                    workspace.calls().stream().map(time::at).sorted().toList();
            int all = done(database);
            System.out.printf("discovery: 5,000 repositories, 100 projects, 2,000 people, 300 groups%n");
            System.out.printf("  resources read            %8d of %d%n", all, resources(database));
            System.out.printf("  calls                     %8d (%d refused)%n", calls.size(), workspace.refused());
            System.out.printf("  killed after              %8d resources, %d calls%n", doneBefore, callsBefore);
            int callsAfter = calls.size() - callsBefore;
            long remaining = Math.round((double) callsBefore / Math.max(1, doneBefore) * (all - doneBefore));
            System.out.printf("  calls after the kill      %8d (about %d were left)%n", callsAfter, remaining);
            check("started over after the kill", callsAfter <= remaining * 1.1 + 50);
            int busiest = busiest(calls);
            System.out.printf("  most calls in 59 minutes  %8d of %d%n", busiest, TOKENS * CALLS_PER_HOUR);
            check("more calls than the budget", busiest <= TOKENS * CALLS_PER_HOUR);
            System.out.printf(
                    "  duration                  %8s of Hallpass's clock, %d s in fact%n",
                    Duration.between(begun, complete).truncatedTo(ChronoUnit.MINUTES),
                    (System.nanoTime() - real) / 1_000_000_000);
            System.out.printf(
                    "  live heap, MB             %8d empty, %d at most while reading, %d after; -Xmx%s%n",
                    empty >> 20, peak[0] >> 20, after >> 20, most);
            check("more than 300 MB of additional heap", Math.max(peak[0], after) - empty < MOST_HEAP);
            for (int budget : new int[] {800, 1_000}) {
                for (int tokens : new int[] {1, 4}) {
                    System.out.printf(
                            "  at %d calls/h and %d token(s) about %.1f h%n",
                            budget, tokens, calls.size() / (budget * tokens * BACKGROUND_SHARE) - 1);
                }
            }
        }
    }

    private void check(String wrong, boolean right) {
        if (!right) {
            System.out.println("  WRONG: " + wrong);
            held = false;
        }
    }

    /** Of a sorted list. */
    private static int busiest(List<Instant> calls) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < calls.size(); last++) {
            while (calls.get(first).plus(NEARLY_AN_HOUR).isBefore(calls.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private HallpassProcess hallpass(LargeWorkspace workspace, TestDatabase database, String heap) {
        return new HallpassProcess(folder, List.of("-Xmx" + heap, "-Dchaos.clock=" + clockFile), () -> {
            Map<String, String> all =
                    HallpassProcess.bare(database.jdbcUrl(), database.username(), database.password());
            all.put("hallpass.camunda.grpc-address", engine.grpcAddress().toString());
            all.put("hallpass.camunda.rest-address", engine.restAddress().toString());
            all.put("hallpass.catalog.permission-interval", "P30D");
            all.put("hallpass.catalog.discovery-interval", "P30D");
            String application = "hallpass.applications[0].";
            all.put(application + "name", LargeWorkspace.SLUG);
            all.put(application + "base-url", workspace.baseUrl());
            all.put(application + "workspace", LargeWorkspace.SLUG);
            all.put(application + "email", LargeWorkspace.email(1));
            all.put(application + "token", LargeWorkspace.secret(1));
            all.put(application + "calls-per-hour", Integer.toString(CALLS_PER_HOUR));
            for (int i = 2; i <= TOKENS; i++) {
                String credential = application + "credentials[%d].".formatted(i - 2);
                all.put(credential + "user", LargeWorkspace.email(i));
                all.put(credential + "token", LargeWorkspace.secret(i));
            }
            return all;
        });
    }

    /** Until so many resources are read, or with 0 until the full discovery is complete. */
    private static void awaitDone(TestDatabase database, int resources, Runnable look) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (int second = 1; !isDone(database, resources); second++) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The discovery is not complete after " + PATIENCE);
            }
            TimeUnit.SECONDS.sleep(1);
            if (second % 5 == 0) {
                look.run();
            }
        }
    }

    private static boolean isDone(TestDatabase database, int resources) {
        return resources > 0
                ? done(database) >= resources
                : jdbc(database)
                                .sql("select count(*) from discovery where full_complete_at is not null")
                                .query(Long.class)
                                .single()
                        > 0;
    }

    private static int done(TestDatabase database) {
        return jdbc(database)
                .sql("select count(*) from resource_reading where read_at is not null")
                .query(Integer.class)
                .single();
    }

    private static int resources(TestDatabase database) {
        return jdbc(database)
                .sql("select count(*) from resource_reading")
                .query(Integer.class)
                .single();
    }

    private static JdbcClient jdbc(TestDatabase database) {
        return JdbcClient.create(database.dataSource());
    }

    /** In bytes, after a full collection. */
    private static long liveHeap(HallpassProcess hallpass) {
        try {
            Process histogram = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(hallpass.pid()),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] total =
                    text.strip().substring(text.strip().lastIndexOf('\n') + 1).split("\\s+", -1);
            return Long.parseLong(total[total.length - 1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
