package dev.hallpass.audit;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows the chain link by link and stops at the first that does not hold. */
final class ChainCheck {

    private final NavigableMap<Long, String> anchors = new TreeMap<>();
    private long events;
    private String hash = HashChain.START;
    private @Nullable AuditVerification fault;

    /** The chain must have this hash at that position: a head of it that was kept elsewhere. Position 0 is its start. */
    void mustPass(long position, String expectedHash) {
        String other = anchors.putIfAbsent(position, expectedHash);
        if ((other != null && !other.equals(expectedHash)) || (position == 0 && !expectedHash.equals(hash))) {
            broken(position, null, "No chain has the hash that was kept of this position.");
        }
    }

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
            broken(expected, null, "Position %d is missing; %d is there.".formatted(expected, seal.position()));
        } else if (!seal.previousHash().equals(hash)) {
            broken(expected, eventId, "It does not follow the link before it.");
        } else if (canonicalEvent == null) {
            broken(expected, eventId, "The event that was sealed here is gone.");
        } else if (!seal.hash().equals(HashChain.link(hash, canonicalEvent))) {
            broken(expected, eventId, "The event is not what was sealed.");
        } else if (!anchors.getOrDefault(expected, seal.hash()).equals(seal.hash())) {
            broken(expected, eventId, "The hash that was kept of this position is another one.");
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

    /** What has been found when there are no more links. */
    AuditVerification result() {
        Long beyond = anchors.higherKey(events);
        if (beyond != null) {
            broken(events + 1, null, "The chain should go on to position %d.".formatted(anchors.lastKey()));
        }
        return fault == null ? new AuditVerification(true, events, hash, null, null, null) : fault;
    }
}
