package dev.hallpass.process;

import java.net.URI;

/**
 * Where the engine's gateway listens.
 *
 * @param grpc its gRPC address, {@code http} for plain text and {@code https} for TLS
 * @param rest its REST address without {@code /v2}
 */
public record EngineAddress(URI grpc, URI rest) {}
