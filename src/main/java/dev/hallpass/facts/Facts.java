package dev.hallpass.facts;

/** The texts that stand for facts that are not there, so that rules can see them. */
public final class Facts {

    /** The fact could not be had; a test against anything else does not fit. */
    public static final String UNKNOWN = "unknown";

    /** It is known that it has never happened. */
    public static final String NEVER = "never";

    private Facts() {}
}
