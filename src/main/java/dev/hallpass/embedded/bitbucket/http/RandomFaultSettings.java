package dev.hallpass.embedded.bitbucket.http;

import org.jspecify.annotations.Nullable;

/**
 * How often calls go wrong by chance. Each number from 0 to 1 is the part of all calls that it hits; together they may
 * not be more than 1.
 *
 * @param seed decides which calls are hit; the same calls again are hit the same way
 * @param path regular expression that must be found in the raw path and query; null for all calls
 * @param tooManyRequests 429
 * @param serverErrorBefore a 5xx with a page of HTML; the call has no effect
 * @param serverErrorAfter the same, but the call has its effect
 * @param timeoutBefore no answer for a while, then a broken connection; the call has no effect
 * @param timeoutAfter the same, but the call has its effect
 * @param resetBefore a broken connection at once; the call has no effect
 * @param resetAfter the same, but the call has its effect
 * @param staleRead a read that is answered as it was a while ago
 * @param lateWrite a write that has its effect only when its caller may have given up waiting
 * @param brownout 410 for reads of the workspace itself
 * @param lateEffect a 5xx at once for a write that has its effect later, perhaps after others
 * @param timeoutMillis how long a call without an answer, or a late write or effect, takes
 * @param staleSeconds how old a stale read is
 * @param retryAfterSeconds what 429 names in {@code Retry-After}; null for no such header
 */
public record RandomFaultSettings(
        long seed,
        @Nullable String path,
        double tooManyRequests,
        double serverErrorBefore,
        double serverErrorAfter,
        double timeoutBefore,
        double timeoutAfter,
        double resetBefore,
        double resetAfter,
        double staleRead,
        double lateWrite,
        double brownout,
        double lateEffect,
        int timeoutMillis,
        int staleSeconds,
        @Nullable Integer retryAfterSeconds) {

    /** Nothing goes wrong. */
    public static final RandomFaultSettings NONE =
            new RandomFaultSettings(0, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5_000, 5, null);

    double of(RandomFaultKind kind) {
        return switch (kind) {
            case TOO_MANY_REQUESTS -> tooManyRequests;
            case SERVER_ERROR_BEFORE -> serverErrorBefore;
            case SERVER_ERROR_AFTER -> serverErrorAfter;
            case TIMEOUT_BEFORE -> timeoutBefore;
            case TIMEOUT_AFTER -> timeoutAfter;
            case RESET_BEFORE -> resetBefore;
            case RESET_AFTER -> resetAfter;
            case STALE_READ -> staleRead;
            case LATE_WRITE -> lateWrite;
            case BROWNOUT -> brownout;
            case LATE_EFFECT -> lateEffect;
        };
    }
}
