package dev.hallpass.access;

/** How a finding was settled. */
public enum DriftResolution {
    /** What was taken away was given again. */
    RESTORED,
    /** It stays as it was found. */
    ACCEPTED,
    /** What was added was taken away, or the grants that it was taken away from have ended. */
    REVOKED,
    /** It was changed back by hand, or what it was about is over. */
    GONE_BY_ITSELF
}
