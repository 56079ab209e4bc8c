package dev.hallpass.bundle;

import dev.hallpass.common.ProblemException;
import java.util.UUID;

/** Identifies a bundle request; time-ordered, so newer ones have greater ids. */
public record BundleRequestId(UUID value) {

    /**
     * Reads an id as it stands in a path.
     *
     * @throws ProblemException of kind not found if it is no UUID
     */
    public static BundleRequestId parse(String text) {
        try {
            return new BundleRequestId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("id", "There is no bundle request with this id.");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
