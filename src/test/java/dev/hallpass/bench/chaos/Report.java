package dev.hallpass.bench.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happened, keeps what must not happen, and writes each step down as it is taken. */
final class Report implements AutoCloseable {

    private static final int SHOWN = 40;

    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final List<String> wrongs = new CopyOnWriteArrayList<>();
    private final PrintWriter steps;
    private final Path folder;
    private final long begun = System.nanoTime();

    Report(Path folder) {
        this.folder = folder;
        try {
            this.steps =
                    new PrintWriter(Files.newBufferedWriter(folder.resolve("steps.log"), StandardCharsets.UTF_8), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long more) {
        counts.computeIfAbsent(what, name -> new AtomicLong()).addAndGet(more);
    }

    long counted(String what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    void step(String text) {
        synchronized (steps) {
            steps.println(Clock.systemUTC().instant() + " " + text);
        }
    }

    /** Something that must not be; one is enough for the run to have failed. */
    void wrong(String kind, String text) {
        count("WRONG " + kind);
        wrongs.add(kind + ": " + text);
        step("WRONG " + kind + ": " + text);
    }

    boolean isClean() {
        return wrongs.isEmpty();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** One line on how far it is. */
    String progress() {
        return "%4d s  accepted %d  refused at once %d  bundles %d  extensions %d  kills %d  engine stops %d  by hand %d  orders %d  faults %d  wrong %d"
                .formatted(
                        elapsed().toSeconds(),
                        counted("requests accepted"),
                        counted("requests refused at once"),
                        counted("bundles accepted"),
                        counted("extensions accepted"),
                        counted("kills"),
                        counted("engine stops"),
                        counted("hand-made changes"),
                        counted("orders by hand carried out"),
                        counted("faults met"),
                        wrongs.size());
    }

    /** Everything, as it is printed and kept in {@code report.txt}. */
    String text(ChaosSettings settings) {
        StringBuilder text = new StringBuilder("chaos run %s%n".formatted(settings));
        counts.forEach((what, count) -> text.append("  %-46s %8d%n".formatted(what, count.get())));
        text.append("  %-46s %8d%n".formatted("differences and other wrongs", wrongs.size()));
        text.append("  %-46s %6d s%n".formatted("duration", elapsed().toSeconds()));
        wrongs.stream()
                .limit(SHOWN)
                .forEach(wrong -> text.append("    ").append(wrong).append(System.lineSeparator()));
        text.append(wrongs.isEmpty() ? "PASSED" : "FAILED").append(System.lineSeparator());
        try {
            Files.writeString(folder.resolve("report.txt"), text);
            Files.write(folder.resolve("wrong.txt"), wrongs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        steps.close();
    }
}
