package dev.hallpass.embedded.bitbucket.http;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line tells a stand-in that runs on its own.
 *
 * @param port where to listen
 * @param folder where to keep changes, or null to keep none
 * @param seed the JSON file with what is in it, or null for the demo's
 */
public record StandInOptions(
        int port, @Nullable Path folder, @Nullable Path seed) {

    private static final Set<String> NAMES = Set.of("--port", "--folder", "--seed");

    /**
     * Reads {@code --port=8181} as well as {@code --port 8181}.
     *
     * @param usualPort the port if none is given
     * @throws IllegalArgumentException if an argument is not understood
     */
    public static StandInOptions parse(int usualPort, String... arguments) {
        Map<String, String> options = new HashMap<>();
        for (int index = 0; index < arguments.length; index++) {
            String[] option = arguments[index].split("=", 2);
            boolean separate = option.length == 1 && index + 1 < arguments.length;
            if (!NAMES.contains(option[0]) || (option.length == 1 && !separate)) {
                throw new IllegalArgumentException("'" + arguments[index] + "' is not understood.");
            }
            options.put(option[0], separate ? arguments[++index] : option[1]);
        }
        String port = options.get("--port");
        return new StandInOptions(
                port == null ? usualPort : Integer.parseInt(port),
                path(options.get("--folder")),
                path(options.get("--seed")));
    }

    /** The file of this name in the folder; null without a folder. */
    public @Nullable Path kept(String name) {
        return folder == null ? null : folder.resolve(name);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }
}
