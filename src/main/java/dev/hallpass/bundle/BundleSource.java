package dev.hallpass.bundle;

/** Where a bundle is defined. */
public enum BundleSource {
    /** Through the API, which may change it. */
    API,
    /** In the file of the settings, and only there can it be changed. */
    FILE
}
