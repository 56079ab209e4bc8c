package dev.hallpass.embedded.engine;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The embedded engine as a process of its own, so that it outlives the application that uses it. */
public final class EmbeddedEngineProgram {

    private static final Set<String> OPTIONS = Set.of("--grpc-port", "--rest-port", "--folder");

    private EmbeddedEngineProgram() {}

    /**
     * Runs an engine until the process is ended. When it takes commands, it prints one line that begins with {@code
     * ready} and names both addresses.
     *
     * @param arguments {@code --grpc-port <n> --rest-port <n> --folder <path>}; ports default to 26500 and 8088
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = options(arguments);
        EmbeddedEngineSettings settings = new EmbeddedEngineSettings(
                Path.of(options.getOrDefault("--folder", "engine")),
                Integer.parseInt(options.getOrDefault("--grpc-port", "26500")),
                Integer.parseInt(options.getOrDefault("--rest-port", "8088")),
                InstantSource.system());
        EmbeddedEngine engine = EmbeddedEngine.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "engine-close"));
        System.out.println("ready " + engine.grpcAddress() + " " + engine.restAddress());
        Thread.currentThread().join();
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "Expected " + OPTIONS + " with a value each, but got " + arguments[i]);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }
}
