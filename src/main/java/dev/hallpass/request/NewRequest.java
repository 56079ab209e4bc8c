package dev.hallpass.request;

import dev.hallpass.identity.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, as it came in and not yet checked.
 *
 * @param requester who is asking, already authenticated
 * @param onBehalfOf login name of the person who should get the access; the requester if absent
 * @param resource id or unambiguous name of the resource
 * @param role the level on it
 * @param duration ISO-8601 duration
 * @param justification why
 * @param ticket key of a ticket
 * @param emergency whether it is asked for as break-glass
 * @param acceptShorter whether less time than was asked for will do
 */
public record NewRequest(
        PrincipalId requester,
        @Nullable String onBehalfOf,
        @Nullable String resource,
        @Nullable String role,
        @Nullable String duration,
        @Nullable String justification,
        @Nullable String ticket,
        boolean emergency,
        boolean acceptShorter) {

    /** As it is usually asked for. */
    public NewRequest(
            PrincipalId requester,
            @Nullable String onBehalfOf,
            @Nullable String resource,
            @Nullable String role,
            @Nullable String duration,
            @Nullable String justification,
            @Nullable String ticket) {
        this(requester, onBehalfOf, resource, role, duration, justification, ticket, false, true);
    }
}
