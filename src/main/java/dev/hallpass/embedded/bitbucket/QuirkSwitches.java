package dev.hallpass.embedded.bitbucket;

/** The quirks as they are set now. */
final class QuirkSwitches {

    private volatile Quirks quirks = Quirks.USUAL;

    Quirks get() {
        return quirks;
    }

    void set(Quirks changed) {
        quirks = changed;
    }
}
