package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do in an application, because Hallpass cannot or may not.
 *
 * @param principal whose access it is; {@link #NOBODY} if the account is nobody's
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
        String fulfillers) {

    /** Stands for whom the account belongs to if that is nobody in the directory; has no grants. */
    static final PrincipalId NOBODY = new PrincipalId("");

    /** Whose access it is, if they are somebody in the directory. */
    public Optional<PrincipalId> holder() {
        return Optional.of(principal).filter(known -> !known.equals(NOBODY));
    }

    /** Whose permission on what it is. */
    Pair pair() {
        return new Pair(principal, resource, account);
    }
}
