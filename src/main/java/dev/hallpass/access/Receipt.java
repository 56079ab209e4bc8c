package dev.hallpass.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The proof of what was done for a grant in the application; roles as the application names them, null for none.
 *
 * @param before the explicit role that was read before anything was done
 * @param written the role that was written; null if it was taken away, or nothing was written
 * @param explicitAfter the explicit role that was read back
 * @param effectiveAfter the role by every path that was read back; {@code unknown} where our credentials may not see it
 * @param otherPaths what gives more than the explicit role, in words, as far as it is known
 * @param left whether more access is left after the end of the grant than should stand by explicit permission
 */
public record Receipt(
        UUID id,
        GrantId grant,
        ReceiptAction action,
        ReceiptMeans means,
        @Nullable String before,
        @Nullable String written,
        @Nullable String explicitAfter,
        @Nullable String effectiveAfter,
        List<String> otherPaths,
        Residual left,
        Instant at) {

    /** Copies its list. */
    public Receipt {
        otherPaths = List.copyOf(otherPaths);
    }

    /** Whether it is known that more access is left than should stand. */
    public boolean residual() {
        return left == Residual.YES;
    }

    /** Whether Hallpass wrote. */
    public boolean wrote() {
        return means == ReceiptMeans.WRITE;
    }
}
