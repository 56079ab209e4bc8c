package dev.hallpass.embedded.engine;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where and how an {@link EmbeddedEngine} runs.
 *
 * @param stateFolder folder that holds the engine's working state; what an earlier engine left there is deleted at start
 * @param grpcPort port of the gRPC gateway on the loopback interface, 0 for any free one
 * @param restPort port of the REST gateway on the loopback interface, 0 for any free one
 * @param clock the time by which timers fire, jobs time out and messages expire
 */
public record EmbeddedEngineSettings(Path stateFolder, int grpcPort, int restPort, InstantSource clock) {}
