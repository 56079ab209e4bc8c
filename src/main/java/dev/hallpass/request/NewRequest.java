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
 */
public record NewRequest(
        PrincipalId requester,
        @Nullable String onBehalfOf,
        @Nullable String resource,
        @Nullable String role,
        @Nullable String duration,
        @Nullable String justification,
        @Nullable String ticket) {}
