package dev.hallpass.access;

/** What a receipt is for. */
public enum ReceiptAction {
    /** The grant came into force. */
    ACTIVATED,
    /** What somebody had changed by hand was put right while the grant was in force. */
    REPAIRED,
    /** The grant was proved to be over. */
    ENDED
}
