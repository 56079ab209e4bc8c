package dev.hallpass.access;

/** How the application came to be as a receipt shows it. */
public enum ReceiptMeans {
    /** It was so already. */
    NOTHING,
    /** Hallpass wrote it. */
    WRITE,
    /** A person did it, as they were told. */
    BY_HAND,
    /** The application does not have the resource any more. */
    RESOURCE_GONE
}
