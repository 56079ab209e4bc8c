package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.StandInOptions;
import dev.hallpass.embedded.bitbucket.http.StandInProgram;

/** Runs the stand-in for Bitbucket Data Center on its own, until it is stopped. */
public final class DataCenterStandInProgram {

    private static final StandInProgram PROGRAM = new StandInProgram("Bitbucket Data Center stand-in", 8182, "server");

    private DataCenterStandInProgram() {}

    /**
     * Starts the stand-in.
     *
     * @param arguments {@code --port=8182 --folder=data --seed=seed.json}, all optional
     */
    public static void main(String[] arguments) {
        PROGRAM.run(arguments, options -> DataCenterStandIn.start(settings(options)));
    }

    static DataCenterStandInSettings settings(String... arguments) {
        return settings(StandInOptions.parse(PROGRAM.usualPort(), arguments));
    }

    private static DataCenterStandInSettings settings(StandInOptions options) {
        return new DataCenterStandInSettings(
                options.port(), options.kept("bitbucket-datacenter-changes.jsonl"), options.seed());
    }
}
