package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do in an application, because Hallpass cannot or may not.
 *
 * @param principal whose access it is
 * @param account their account there
 * @param role what they shall hold explicitly afterwards, null for nothing
 * @param instruction what to do, and where, in a sentence
 * @param fulfillers the directory group whose members may do it
 */
public record ByHandOrder(
        PrincipalId principal,
        ResourceId resource,
        String account,
        @Nullable String role,
        String instruction,
        String fulfillers) {}
