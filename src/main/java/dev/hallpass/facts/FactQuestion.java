package dev.hallpass.facts;

import dev.hallpass.catalog.Resource;
import dev.hallpass.identity.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * About what facts are asked for.
 *
 * @param requester who asks
 * @param beneficiary who gets the access
 * @param resource what access is to
 * @param role the level asked for
 * @param ticket the key of the ticket named as justification
 * @param at the moment for which the facts shall hold
 */
public record FactQuestion(
        Principal requester,
        Principal beneficiary,
        Resource resource,
        String role,
        @Nullable String ticket,
        Instant at) {}
