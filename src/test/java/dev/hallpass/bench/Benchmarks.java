package dev.hallpass.bench;

import dev.hallpass.bench.chaos.ChaosRun;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code ./mvnw -Pbench verify} runs: the benchmarks that the system property {@code bench} names, one after the
 * other. The exit code is 0 if all of them held what they promise.
 */
public final class Benchmarks {

    private Benchmarks() {}

    /** Runs them and ends the JVM. */
    public static void main(String[] arguments) throws Exception {
        List<String> chosen = Arrays.asList(
                System.getProperty("bench", "cycle,chaos,discovery,batch").split(",", -1));
        boolean held = true;
        if (chosen.contains("chaos")) {
            held = ChaosRun.runFromSystemProperties();
        }
        if (chosen.contains("discovery")) {
            held &= DiscoveryBenchmark.run();
        }
        if (chosen.contains("batch")) {
            held &= BatchBenchmark.run();
        }
        if (chosen.contains("cycle")) {
            RequestCycleBenchmark.run(arguments);
        }
        System.exit(held ? 0 : 1);
    }
}
