package dev.hallpass.web;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what names a resource: an id, also of what the application does not have any more, or a name. */
final class ResourceParameter {

    private ResourceParameter() {}

    static @Nullable ResourceId of(@Nullable String text, Catalog catalog) {
        String named = Parameters.text(text);
        if (named == null) {
            return null;
        }
        ResourceId id = asId(named);
        return id != null && catalog.find(id).isPresent()
                ? id
                : catalog.resolve(named, "resource").id();
    }

    /**
     * The resource that a path names.
     *
     * @throws ProblemException of kind not found
     */
    static Resource inPath(String text, Catalog catalog) {
        ResourceId id = asId(text);
        if (id != null) {
            return catalog.require(id);
        }
        try {
            return catalog.resolve(text, "id");
        } catch (ProblemException unknown) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND, String.valueOf(unknown.getMessage()), "id", unknown.expected());
        }
    }

    private static @Nullable ResourceId asId(String text) {
        try {
            return new ResourceId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
