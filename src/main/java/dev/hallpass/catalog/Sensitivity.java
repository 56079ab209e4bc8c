package dev.hallpass.catalog;

/** How much harm access in the wrong hands could do, rising. */
public enum Sensitivity {
    /** None: everybody may see it. */
    PUBLIC,
    /** Little. */
    INTERNAL,
    /** Much. */
    CONFIDENTIAL,
    /** As much as it gets. */
    RESTRICTED
}
