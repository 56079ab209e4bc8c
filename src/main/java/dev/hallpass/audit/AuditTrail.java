package dev.hallpass.audit;

import dev.hallpass.common.Cursor;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.common.TimeOrderedIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trail of everything that happened. Events are chained by hashes: changing, removing, inserting or reordering one
 * is found by {@link #verify()}. What no chain inside a database can show is that its end was cut off, head and all;
 * the head is therefore logged, and an export kept elsewhere anchors it.
 */
@Component
public class AuditTrail {

    private final AuditRows rows;
    private final AuditSealer sealer;
    private final StoredChain chain;
    private final Clock clock;

    AuditTrail(AuditRows rows, AuditSealer sealer, StoredChain chain, Clock clock) {
        this.rows = rows;
        this.sealer = sealer;
        this.chain = chain;
        this.clock = clock;
    }

    /** Records a fact in the transaction that makes it one; rolled back with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event) {
        AuditContext.Place working = AuditContext.current();
        rows.insert(
                event,
                TimeOrderedIds.next(),
                Timestamp.from(clock.instant()),
                working == null ? event.place() : working,
                MDC.get("requestId"));
    }

    /**
     * Events newest first.
     *
     * @param cursor the next page as the page before named it; null for the first
     * @throws ProblemException naming the cursor if it is none
     */
    @Transactional(readOnly = true)
    public Slice<AuditRecord> find(AuditQuery query, @Nullable String cursor, int limit) {
        AuditRows.PageEnd before = cursor == null ? null : pageEnd(Cursor.toNumber(cursor));
        return Slice.of(rows.find(query, before, limit + 1), limit, event -> Cursor.of(event.sequence()));
    }

    private AuditRows.PageEnd pageEnd(long sequence) {
        return rows.occurredAt(sequence)
                .map(at -> new AuditRows.PageEnd(at, sequence))
                .orElseThrow(() -> ProblemException.invalid(
                        "cursor", "This is no cursor of this list.", "the nextCursor of the page before, unchanged"));
    }

    /** The elements of the process that each request has passed, in the order in which it first came to them. */
    @Transactional(readOnly = true)
    public Map<UUID, List<String>> elementsPassed(Collection<UUID> requests) {
        return rows.elementsPassed(requests);
    }

    /**
     * Writes sealed events as JSON Lines, in the order of the chain, each with its seal; reads as it writes. Offline only
     * an export of everything can be verified.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRES_NEW)
    public void export(AuditQuery query, Writer to) {
        rows.stream(query, row -> {
            AuditRecord event = rows.record(row);
            try {
                to.write(ExportLine.of(Objects.requireNonNull(event.seal()), event));
                to.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Seals what is committed, so that an export or a verification that begins now includes it. */
    public void seal() {
        sealer.sealAll();
    }

    /** Recomputes the whole chain and names the first broken link. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, propagation = Propagation.REQUIRES_NEW)
    public AuditVerification verify() {
        return chain.verify();
    }
}
