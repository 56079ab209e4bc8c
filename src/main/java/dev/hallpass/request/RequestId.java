package dev.hallpass.request;

import dev.hallpass.common.ProblemException;
import java.util.UUID;

/** Identifies an access request; time-ordered, so newer requests have greater ids. */
public record RequestId(UUID value) {

    /**
     * Reads an id as it stands in a path.
     *
     * @throws ProblemException of kind not found if it is no UUID
     */
    public static RequestId parse(String text) {
        try {
            return new RequestId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("id", "There is no access request with this id.");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
