package dev.hallpass.process;

/** The messages that {@code bpmn/*.bpmn} waits for; all correlate on the request id. */
final class MessageNames {
    static final String ACCESS_REQUEST_SUBMITTED = "access-request-submitted";
    static final String ACCESS_REQUEST_CANCELLED = "access-request-cancelled";
    static final String BUNDLE_MOVED = "bundle-moved";
    static final String GRANT_ENDED = "grant-ended";
    static final String GRANT_EXTENDED = "grant-extended";

    private MessageNames() {}
}
