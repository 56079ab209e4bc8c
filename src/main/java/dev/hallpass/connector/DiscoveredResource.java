package dev.hallpass.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource found in an application.
 *
 * @param kind what it is
 * @param externalId the application's immutable id
 * @param path where it is now, unique within the application and kind
 * @param name what people call it, not necessarily unique; for a repository its slug
 * @param parentKind the kind of the resource whose roles it inherits; null for the topmost
 * @param parentExternalId the immutable id of that resource; null where it is the only one of its kind in the application
 * @param byItself roles that come with the resource: of the public if it is open to it, of whom it belongs to; their
 *     holder kinds are {@linkplain HolderKind#isProperty() properties}
 */
public record DiscoveredResource(
        ResourceKind kind,
        String externalId,
        String path,
        String name,
        @Nullable ResourceKind parentKind,
        @Nullable String parentExternalId,
        List<DiscoveredPermission> byItself)
        implements Discovered {

    /** Copies its list. */
    public DiscoveredResource {
        byItself = List.copyOf(byItself);
    }

    /** One that belongs to nobody and is not open to the public. */
    public DiscoveredResource(
            ResourceKind kind,
            String externalId,
            String path,
            String name,
            @Nullable ResourceKind parentKind,
            @Nullable String parentExternalId) {
        this(kind, externalId, path, name, parentKind, parentExternalId, List.of());
    }
}
