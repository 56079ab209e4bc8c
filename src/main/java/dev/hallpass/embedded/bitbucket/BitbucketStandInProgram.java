package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.StandInOptions;
import dev.hallpass.embedded.bitbucket.http.StandInProgram;

/** Runs the stand-in for Bitbucket Cloud on its own, until it is stopped. */
public final class BitbucketStandInProgram {

    private static final StandInProgram PROGRAM = new StandInProgram("Bitbucket stand-in", 8181, "workspace");

    private BitbucketStandInProgram() {}

    /**
     * Starts the stand-in.
     *
     * @param arguments {@code --port=8181 --folder=data --seed=seed.json}, all optional
     */
    public static void main(String[] arguments) {
        PROGRAM.run(arguments, options -> BitbucketStandIn.start(settings(options)));
    }

    static BitbucketStandInSettings settings(String... arguments) {
        return settings(StandInOptions.parse(PROGRAM.usualPort(), arguments));
    }

    private static BitbucketStandInSettings settings(StandInOptions options) {
        return new BitbucketStandInSettings(options.port(), options.kept("bitbucket-changes.jsonl"), options.seed());
    }
}
