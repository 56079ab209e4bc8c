package dev.hallpass.embedded.bitbucket.datacenter;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-in needs to know.
 *
 * @param port where it listens, 0 for any free port
 * @param journalFile where changes are kept, or null to keep none
 * @param seedFile JSON file with what is on the server, or null for the demo server
 */
public record DataCenterStandInSettings(
        int port, @Nullable Path journalFile, @Nullable Path seedFile) {}
