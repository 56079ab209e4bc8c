package dev.hallpass.access;

/** What a receipt is for. */
public enum ReceiptAction {
    /** The grant came into force. */
    ACTIVATED,
    /**
     * What somebody had changed by hand while the grant was in force was put right, or what a write of ours brought that
     * came too late, even after the end of the grant.
     */
    REPAIRED,
    /** The grant was proved to be over. */
    ENDED
}
