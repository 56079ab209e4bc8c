package dev.hallpass.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a run is to be.
 *
 * @param seed where all decisions of the run come from
 * @param requests how many requests are accepted before the run ends, extensions not counted
 * @param kills how often Hallpass is killed with SIGKILL
 * @param engineStops how often the engine is stopped, each time with the loss of all it knew
 * @param clockJumps how often the clocks jump
 * @param inFlight how many requests are under way at most
 * @param lateWrites whether writes of which Bitbucket gave no answer may have their effect later than others
 * @param folder where logs and the report go
 */
record ChaosSettings(
        long seed,
        int requests,
        int kills,
        int engineStops,
        int clockJumps,
        int inFlight,
        boolean lateWrites,
        Path folder) {

    /** A run of this size with what belongs to it. */
    static ChaosSettings of(long seed, int requests, int kills, Path parent) {
        Path folder = parent.resolve("seed-" + seed).toAbsolutePath();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ChaosSettings(
                seed,
                requests,
                kills,
                Math.max(1, kills / 2),
                Math.max(1, requests / 150),
                Integer.getInteger("chaos.in-flight", Math.clamp(requests / 3, 20, 250)),
                !System.getProperty("chaos.late-writes", "true").equals("false"),
                folder);
    }

    /** From the system properties {@code chaos.seed}, {@code chaos.requests}, {@code chaos.kills}, {@code chaos.late-writes}, {@code chaos.folder}. */
    static ChaosSettings fromSystemProperties() {
        String seed = System.getProperty("chaos.seed", "");
        return of(
                seed.isBlank() ? System.nanoTime() & 0xffff_ffffL : Long.parseLong(seed),
                Integer.getInteger("chaos.requests", 10_000),
                Integer.getInteger("chaos.kills", 50),
                Path.of(System.getProperty("chaos.folder", "target/chaos")));
    }

    @Override
    public String toString() {
        return "-Dchaos.seed=%d -Dchaos.requests=%d -Dchaos.kills=%d -Dchaos.late-writes=%s"
                .formatted(seed, requests, kills, lateWrites);
    }
}
