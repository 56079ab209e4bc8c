package dev.hallpass.connector;

import org.jspecify.annotations.Nullable;

/**
 * A resource found in an application.
 *
 * @param kind what it is
 * @param externalId the application's immutable id
 * @param path where it is now, unique within the application and kind
 * @param name what people call it, not necessarily unique; for a repository its slug
 * @param parentKind the kind of the resource whose roles it inherits; null for the topmost
 * @param parentExternalId the immutable id of that resource
 */
public record DiscoveredResource(
        ResourceKind kind,
        String externalId,
        String path,
        String name,
        @Nullable ResourceKind parentKind,
        @Nullable String parentExternalId)
        implements Discovered {}
