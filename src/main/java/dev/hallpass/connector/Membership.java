package dev.hallpass.connector;

/** Whether an account belongs to an application, so that it can be given anything there. */
public sealed interface Membership {

    /** It does. */
    record Member() implements Membership {}

    /**
     * It does not, and people are asked to let it in once something was agreed for it.
     *
     * @param what what they will be asked for, as a sentence
     */
    record ByHand(String what) implements Membership {}

    /**
     * It does not, and Hallpass can do nothing about that.
     *
     * @param what what is missing, as a sentence
     */
    record Missing(String what) implements Membership {}
}
