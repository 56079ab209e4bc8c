package dev.hallpass.approval;

/** What the approval of a request needs next. */
public sealed interface NextStep {

    /** This step waits for a decision. */
    record Waiting(ApprovalStep step) implements NextStep {}

    /** All have agreed. */
    record Agreed() implements NextStep {}

    /** It will not be granted: denied, or over for another reason. */
    record Over() implements NextStep {}
}
