package dev.hallpass.process;

/** The BPMN errors that {@code bpmn/*.bpmn} catches. */
final class ErrorCodes {
    /** The application will never accept the access asked for; ends the request as failed. */
    static final String PROVISIONING_FAILED = "provisioning-failed";

    private ErrorCodes() {}
}
