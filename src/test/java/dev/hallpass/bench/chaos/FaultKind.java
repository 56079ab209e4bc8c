package dev.hallpass.bench.chaos;

import java.util.List;
import java.util.Map;

/**
 * One thing that a call of Bitbucket can meet.
 *
 * @param fault as the stand-in's control takes it
 * @param late whether the effect may come after that of later writes
 */
record FaultKind(String name, Map<String, Object> fault, boolean late) {

    private static final String WRITES = "PUT|DELETE|POST";

    /** Reads that tell of permissions or members. */
    private static final String READS = "permission|/groups/|users\\?group";

    /** All of them. */
    static final List<FaultKind> ALL = List.of(
            at("429", Map.of("status", 429, "headers", Map.of("Retry-After", "1"))),
            at("429 with a long Retry-After", Map.of("status", 429, "headers", Map.of("Retry-After", "8"))),
            at("500", Map.of("status", 500)),
            at("502", Map.of("status", 502)),
            at("503", Map.of("status", 503)),
            at("503 on writes", Map.of("status", 503, "method", WRITES)),
            at("502, write done", Map.of("status", 502, "effect", true, "method", WRITES)),
            at("time-out", Map.of("status", 504, "delayMillis", 2500)),
            at("time-out, write done", Map.of("reset", "AFTER", "holdMillis", 2500, "method", WRITES)),
            at("reset before", Map.of("reset", "BEFORE")),
            at("reset after", Map.of("reset", "AFTER")),
            at("reset, write done", Map.of("reset", "AFTER", "method", WRITES)),
            at("stale read, 1 s", Map.of("method", "GET", "path", READS, "staleSeconds", 1)),
            at("stale read, 2 s", Map.of("method", "GET", "path", READS, "staleSeconds", 2)),
            late("late write, 503", Map.of("status", 503, "lateMillis", 1500, "method", WRITES)),
            late("late write, 503, later", Map.of("status", 503, "lateMillis", 4000, "method", WRITES)),
            late("late write, reset", Map.of("reset", "BEFORE", "lateMillis", 3000, "method", WRITES)),
            late(
                    "late write, time-out",
                    Map.of("reset", "AFTER", "holdMillis", 2500, "lateMillis", 4000, "method", WRITES)));

    private static FaultKind at(String name, Map<String, Object> fault) {
        return new FaultKind(name, fault, false);
    }

    private static FaultKind late(String name, Map<String, Object> fault) {
        return new FaultKind(name, fault, true);
    }

    /** Whether a kind of this name is late. */
    static boolean isLate(String name) {
        return ALL.stream().anyMatch(kind -> kind.late() && kind.name().equals(name));
    }
}
