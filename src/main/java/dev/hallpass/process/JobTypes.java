package dev.hallpass.process;

/** The job types named in {@code bpmn/*.bpmn}; each has one worker. */
final class JobTypes {
    static final String TAKE_IN_FACTS = "hallpass.take-in-facts";
    static final String SETTLE_ROUTE = "hallpass.settle-route";
    static final String OPEN_NEXT_STEP = "hallpass.open-next-step";

    /** Listener on the creation of the approvers' user task. */
    static final String RECORD_WAITING_DECISION = "hallpass.record-waiting-decision";

    /** Listener on the completion of the approvers' user task; may deny it. */
    static final String CHECK_DECISION = "hallpass.check-decision";

    static final String REMIND_APPROVERS = "hallpass.remind-approvers";
    static final String RECORD_LAPSE = "hallpass.record-lapse";
    static final String JOIN_BUNDLE = "hallpass.join-bundle";
    static final String PROVISION = "hallpass.provision";
    static final String TAKE_IN_NEW_END = "hallpass.take-in-new-end";
    static final String DEPROVISION = "hallpass.deprovision";

    /** Listener on the creation of a user task for what is done by hand. */
    static final String RECORD_BY_HAND_TASK = "hallpass.record-by-hand-task";

    /** Listener on the completion of a user task for what is done by hand; may deny it. */
    static final String CHECK_BY_HAND_REPORT = "hallpass.check-by-hand-report";

    private JobTypes() {}
}
