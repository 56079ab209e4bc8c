package dev.hallpass.audit;

import org.jspecify.annotations.Nullable;

/** Follows the chain link by link and stops at the first that does not hold. */
final class ChainCheck {

    private long events;
    private String hash = HashChain.START;
    private @Nullable AuditVerification fault;

    /** Whether a broken link was found; what follows it proves nothing. */
    boolean isBroken() {
        return fault != null;
    }

    /**
     * Checks the next link.
     *
     * @param canonicalEvent the event it seals, in canonical form; null if it is missing
     */
    void next(AuditRecord.Seal seal, @Nullable String eventId, @Nullable String canonicalEvent) {
        if (fault != null) {
            return;
        }
        long expected = events + 1;
        if (seal.position() != expected) {
            broken(expected, eventId, "Position %d is missing.".formatted(expected));
        } else if (!seal.previousHash().equals(hash)) {
            broken(expected, eventId, "It does not follow the link before it.");
        } else if (canonicalEvent == null) {
            broken(expected, eventId, "The event that was sealed here is gone.");
        } else if (!seal.hash().equals(HashChain.link(hash, canonicalEvent))) {
            broken(expected, eventId, "The event is not what was sealed.");
        } else {
            events = seal.position();
            hash = seal.hash();
        }
    }

    /** Something is wrong at a position. */
    void broken(long position, @Nullable String eventId, String what) {
        if (fault == null) {
            fault = new AuditVerification(false, events, hash, position, eventId, what);
        }
    }

    long events() {
        return events;
    }

    String hash() {
        return hash;
    }

    AuditVerification result() {
        return fault == null ? new AuditVerification(true, events, hash, null, null, null) : fault;
    }
}
