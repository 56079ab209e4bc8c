package dev.hallpass.facts;

/** How careful one should be with somebody. */
public enum RiskLevel {
    /** As usual. */
    LOW,
    /** More than usual. */
    MEDIUM,
    /** Very. */
    HIGH
}
