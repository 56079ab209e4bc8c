package dev.hallpass.embedded.bitbucket.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls that go wrong by chance. Which ones follows from the seed, the call, and how often this same call came before,
 * not from the order of different calls: threads that take turns differently do not change it.
 */
final class RandomFaults {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final int[] SERVER_ERRORS = {500, 502, 503, 504};
    private static final String GONE =
            "{\"type\":\"error\",\"error\":{\"message\":" + "\"CHANGE-3081 - Functionality is being removed\"}}";

    private final RandomFaultSettings settings;
    private final @Nullable Pattern path;
    private final ConcurrentMap<String, AtomicInteger> times = new ConcurrentHashMap<>();
    private final Map<RandomFaultKind, LongAdder> hits = new EnumMap<>(RandomFaultKind.class);

    /**
     * With these settings, from the first call on.
     *
     * @throws RefusedException 400 if the numbers are no parts of 1
     * @throws java.util.regex.PatternSyntaxException if the path is malformed
     */
    RandomFaults(RandomFaultSettings settings) {
        this.settings = settings;
        this.path = settings.path() == null ? null : Pattern.compile(settings.path());
        double sum = 0;
        for (RandomFaultKind kind : RandomFaultKind.values()) {
            hits.put(kind, new LongAdder());
            double part = settings.of(kind);
            sum += part;
            if (!(part >= 0 && sum <= 1)) {
                throw RefusedException.of(400, "The parts must be from 0 to 1, and no more than 1 together.");
            }
        }
    }

    RandomFaultSettings settings() {
        return settings;
    }

    /** How often each has hit. */
    Map<RandomFaultKind, Long> hits() {
        Map<RandomFaultKind, Long> counts = new EnumMap<>(RandomFaultKind.class);
        hits.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    boolean readsThePast() {
        return settings.staleRead() > 0;
    }

    Optional<Fault> next(HttpCall call) {
        if (settings.equals(RandomFaultSettings.NONE)
                || (path != null && !path.matcher(call.pathAndQuery()).find())) {
            return Optional.empty();
        }
        String same = call.method() + " " + call.address().getRawPath();
        int time = times.computeIfAbsent(same, key -> new AtomicInteger()).incrementAndGet();
        long random = mixed(settings.seed() + STEP * mixed(hash(same) + STEP * time));
        double drawn = (random >>> 11) * 0x1.0p-53;
        for (RandomFaultKind kind : RandomFaultKind.values()) {
            drawn -= settings.of(kind);
            if (drawn < 0) {
                if (!concerns(kind, call)) {
                    return Optional.empty();
                }
                Objects.requireNonNull(hits.get(kind)).increment();
                return Optional.of(fault(kind, (int) (random & 3)));
            }
        }
        return Optional.empty();
    }

    private static boolean concerns(RandomFaultKind kind, HttpCall call) {
        boolean read = call.method().equals("GET");
        return switch (kind) {
            case STALE_READ -> read;
            case LATE_WRITE, LATE_EFFECT -> !read;
            case BROWNOUT ->
                read && call.path().size() == 3 && call.path().get(1).equals("workspaces");
            default -> true;
        };
    }

    private Fault fault(RandomFaultKind kind, int variant) {
        int wait = settings.timeoutMillis();
        int error = SERVER_ERRORS[variant];
        Integer retryAfter = settings.retryAfterSeconds();
        return switch (kind) {
            case TOO_MANY_REQUESTS ->
                Fault.answer(429, retryAfter == null ? null : Map.of("Retry-After", retryAfter.toString()));
            case SERVER_ERROR_BEFORE -> Fault.answer(error, null);
            case SERVER_ERROR_AFTER -> Fault.answer(error, null).withEffect();
            case TIMEOUT_BEFORE -> Fault.broken(wait, null, Fault.Reset.BEFORE);
            case TIMEOUT_AFTER -> Fault.broken(null, wait, Fault.Reset.AFTER);
            case RESET_BEFORE -> Fault.broken(null, null, Fault.Reset.BEFORE);
            case RESET_AFTER -> Fault.broken(null, null, Fault.Reset.AFTER);
            case STALE_READ -> Fault.stale(settings.staleSeconds());
            case LATE_WRITE -> Fault.broken(wait, null, null);
            case LATE_EFFECT -> Fault.late(error, wait);
            case BROWNOUT -> Fault.answer(410, null).saying("application/json; charset=utf-8", GONE);
        };
    }

    /** A string's own hash code has too few bits to be the start of a good mix. */
    private static long hash(String text) {
        long hash = 1125899906842597L;
        for (int index = 0; index < text.length(); index++) {
            hash = 31 * hash + text.charAt(index);
        }
        return hash;
    }

    /** The finalizer of MurmurHash3 in the variant of SplittableRandom: every bit depends on every bit. */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
