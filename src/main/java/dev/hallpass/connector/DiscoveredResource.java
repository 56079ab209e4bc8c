package dev.hallpass.connector;

import org.jspecify.annotations.Nullable;

/**
 * A resource found in an application.
 *
 * @param kind what it is
 * @param externalId the application's immutable id
 * @param path where it is now, unique within the application
 * @param name what people call it, not necessarily unique; for a repository its slug
 * @param project the key of the project that it belongs to, if any
 */
public record DiscoveredResource(
        ResourceKind kind,
        String externalId,
        String path,
        String name,
        @Nullable String project) {}
