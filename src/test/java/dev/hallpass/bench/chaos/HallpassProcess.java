package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hallpass in a process of its own, from the class path of this one, that can be killed and started again. */
public final class HallpassProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    private final Path folder;
    private final int port = freePort();
    private final List<String> jvmArguments;
    private final Supplier<Map<String, String>> settings;
    private volatile @Nullable Process process;

    /**
     * Prepares it.
     *
     * @param folder where its log goes
     * @param jvmArguments of its own Java machine
     * @param settings asked at each start
     */
    public HallpassProcess(Path folder, List<String> jvmArguments, Supplier<Map<String, String>> settings) {
        this.folder = folder;
        this.jvmArguments = List.copyOf(jvmArguments);
        this.settings = settings;
    }

    /** Starts it and waits until it is healthy. */
    public void start() throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // C1 alone: it lives for a minute at most, and the two cores are busy.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChaosApplication.class.getName()));
        command.add("--server.port=" + port);
        settings.get().forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("hallpass.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long until = System.nanoTime() + START.toNanos();
        while (!isServing()) {
            Process started = process;
            if (started != null && !started.isAlive()) {
                throw new IllegalStateException("Hallpass ended by itself; see " + folder.resolve("hallpass.log"));
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Hallpass does not answer; see " + folder.resolve("hallpass.log"));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isServing() {
        try {
            return anonymous().get("/actuator/health/liveness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor();
            process = null;
        }
    }

    /** The API as a person calls it. */
    public ApiClient as(String person) {
        return ApiClient.basic(base(), person);
    }

    /** The API as nobody. */
    public ApiClient anonymous() {
        return ApiClient.anonymous(base());
    }

    /** Its process id, 0 if it does not run. */
    public long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    private String base() {
        return "http://localhost:" + port;
    }

    /** A port that nobody uses at this moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a Hallpass without anything inside is started with, but for the applications. */
    public static Map<String, String> bare(String jdbcUrl, String user, String password) {
        Map<String, String> bare = new LinkedHashMap<>();
        Stream.of("postgres", "engine", "bitbucket").forEach(part -> bare.put("hallpass.embedded." + part, "false"));
        bare.put("hallpass.embedded.enabled", "true");
        bare.put("hallpass.embedded.demo", "true");
        bare.put("spring.datasource.url", jdbcUrl);
        bare.put("spring.datasource.username", user);
        bare.put("spring.datasource.password", password);
        bare.put("spring.jmx.enabled", "false");
        bare.put("springdoc.api-docs.enabled", "false");
        bare.put("springdoc.swagger-ui.enabled", "false");
        bare.put("logging.level.root", "warn");
        bare.put("hallpass.policy.shortest-duration", "PT1S");
        return bare;
    }

    @Override
    public void close() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                running.waitFor();
            }
            process = null;
        }
    }
}
