package dev.hallpass.catalog;

import java.util.UUID;

/** Identifies a resource, whatever it is called now. */
public record ResourceId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
