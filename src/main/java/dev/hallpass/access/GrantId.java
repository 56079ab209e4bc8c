package dev.hallpass.access;

import dev.hallpass.common.ProblemException;
import java.util.UUID;

/** Identifies a grant; time-ordered. */
public record GrantId(UUID value) {

    /**
     * Reads an id as it stands in a path.
     *
     * @throws ProblemException of kind not found if it is no UUID
     */
    public static GrantId parse(String text) {
        try {
            return new GrantId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("id", "There is no grant with this id.");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
