package dev.hallpass.access;

import java.time.Instant;

/** How provisioning a request came out. */
public sealed interface Provisioned {

    /** The grant was activated, now or earlier. */
    record InForce(Instant expiresAt) implements Provisioned {}

    /** The grant that the request asked to prolong has its new end. */
    record Extended() implements Provisioned {}

    /** A person has to do it; called again, it is read back whether it was done. */
    record ByHand(ByHandOrder order) implements Provisioned {}

    /** It cannot be provisioned, whatever one tries. */
    record Failed(String reason) implements Provisioned {}
}
