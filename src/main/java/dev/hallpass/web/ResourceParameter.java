package dev.hallpass.web;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.ResourceId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code resource}: an id, also of what the application does not have any more, or a name. */
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

    static @Nullable ResourceId asId(String text) {
        try {
            return new ResourceId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
