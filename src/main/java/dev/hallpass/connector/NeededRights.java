package dev.hallpass.connector;

import java.util.List;

/**
 * What a credential must be allowed for one kind of resource, in the application's own words. Bitbucket Cloud: scopes of
 * API tokens, which do not include each other. Data Center: permissions of an HTTP access token or of a user.
 *
 * @param toRead to discover it and to read roles on it
 * @param toChange to give roles on it and take them away, what is needed to read included; empty where that is not
 *     possible
 */
public record NeededRights(List<String> toRead, List<String> toChange) {

    /** A connector that does not tell. */
    public static final NeededRights UNKNOWN = new NeededRights(List.of(), List.of());

    /** Copies its lists. */
    public NeededRights {
        toRead = List.copyOf(toRead);
        toChange = List.copyOf(toChange);
    }
}
