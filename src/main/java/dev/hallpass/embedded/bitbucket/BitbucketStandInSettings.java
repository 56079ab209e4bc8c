package dev.hallpass.embedded.bitbucket;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the stand-in runs.
 *
 * @param port where it listens, on this machine only; 0 for any free port
 * @param journalFile where its changes are kept, or null to keep none
 * @param seedFile what is in the workspace at the start, or null for the demo workspace {@code acme}
 */
public record BitbucketStandInSettings(
        int port, @Nullable Path journalFile, @Nullable Path seedFile) {

    /** The demo workspace. */
    public static BitbucketStandInSettings demo(int port, @Nullable Path journalFile) {
        return new BitbucketStandInSettings(port, journalFile, null);
    }
}
