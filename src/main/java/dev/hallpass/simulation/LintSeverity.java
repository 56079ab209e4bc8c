package dev.hallpass.simulation;

/** How bad a finding is. */
public enum LintSeverity {
    /** The policy does not do what is written; it should not be deployed. */
    ERROR,
    /** Hardly meant. */
    WARNING,
    /** Worth knowing; told only to whoever asks. */
    INFO
}
