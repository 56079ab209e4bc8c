package dev.hallpass.embedded.bitbucket.http;

import java.util.function.Function;

/**
 * A stand-in as a program of its own, which runs until it is stopped.
 *
 * @param name what it is, "Bitbucket stand-in"
 * @param usualPort where it listens if it is not told
 * @param place what a seed is about, "workspace"
 */
public record StandInProgram(String name, int usualPort, String place) {

    /**
     * Starts it and says where it answers; arguments that are not understood end the JVM with 2, after a word on usage.
     *
     * @param start what starts it
     */
    @SuppressWarnings("SystemOut") // a program's own output
    public void run(String[] arguments, Function<StandInOptions, StandIn> start) {
        StandInOptions options;
        try {
            options = StandInOptions.parse(usualPort, arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(usage());
            System.exit(2);
            return;
        }
        StandIn standIn = start.apply(options);
        Runtime.getRuntime().addShutdownHook(new Thread(standIn::close, "stop-stand-in"));
        System.out.println("The " + name + " answers at " + standIn.baseUrl());
    }

    private String usage() {
        return """
            Usage: [--port=%1$d] [--folder=DIR] [--seed=FILE]
              --port    where to listen (%1$d)
              --folder  where to keep changes; without it, none are kept
              --seed    JSON file with what is in the %2$s; without it, the demo %2$s
            """.formatted(usualPort, place);
    }
}
