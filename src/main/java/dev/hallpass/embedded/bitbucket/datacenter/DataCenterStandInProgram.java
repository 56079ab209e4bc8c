package dev.hallpass.embedded.bitbucket.datacenter;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Runs the stand-in on its own, until it is stopped. */
public final class DataCenterStandInProgram {

    private static final Set<String> OPTIONS = Set.of("--port", "--folder", "--seed");
    private static final String USAGE = """
        Usage: [--port=8182] [--folder=DIR] [--seed=FILE]
          --port    where to listen (8182)
          --folder  where to keep changes; without it, none are kept
          --seed    JSON file with what is on the server; without it, the demo server
        """;

    private DataCenterStandInProgram() {}

    /**
     * Starts the stand-in.
     *
     * @param arguments {@code --port=8182 --folder=data --seed=seed.json}, all optional
     */
    @SuppressWarnings("SystemOut") // a program's own output
    public static void main(String[] arguments) {
        DataCenterStandInSettings settings;
        try {
            settings = settings(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        DataCenterStandIn standIn = DataCenterStandIn.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(standIn::close, "stop-stand-in"));
        System.out.println("The Bitbucket Data Center stand-in answers at " + standIn.baseUrl());
    }

    static DataCenterStandInSettings settings(String... arguments) {
        Map<String, String> options = new HashMap<>();
        for (int index = 0; index < arguments.length; index++) {
            String[] option = arguments[index].split("=", 2);
            boolean separate = option.length == 1 && index + 1 < arguments.length;
            if (!OPTIONS.contains(option[0]) || (option.length == 1 && !separate)) {
                throw new IllegalArgumentException("'" + arguments[index] + "' is not understood.");
            }
            options.put(option[0], separate ? arguments[++index] : option[1]);
        }
        String folder = options.get("--folder");
        String seed = options.get("--seed");
        return new DataCenterStandInSettings(
                Integer.parseInt(options.getOrDefault("--port", "8182")),
                folder == null ? null : Path.of(folder, "bitbucket-datacenter-changes.jsonl"),
                seed == null ? null : Path.of(seed));
    }
}
