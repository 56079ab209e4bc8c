package dev.hallpass.embedded.bitbucket.http;

/** What can go wrong by chance; see {@link RandomFaultSettings}. */
public enum RandomFaultKind {
    /** 429. */
    TOO_MANY_REQUESTS,
    /** 5xx without effect. */
    SERVER_ERROR_BEFORE,
    /** 5xx with effect. */
    SERVER_ERROR_AFTER,
    /** No answer, no effect. */
    TIMEOUT_BEFORE,
    /** No answer, but an effect. */
    TIMEOUT_AFTER,
    /** A broken connection without effect. */
    RESET_BEFORE,
    /** A broken connection with effect: a write that is half done for who made it. */
    RESET_AFTER,
    /** A read of the past. */
    STALE_READ,
    /** A write that takes its time. */
    LATE_WRITE,
    /** 410 for a while. */
    BROWNOUT,
    /** A 5xx for a write that has its effect all the same, some time later. */
    LATE_EFFECT
}
