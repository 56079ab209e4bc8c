package dev.hallpass.audit;

import dev.hallpass.common.Cursor;
import dev.hallpass.common.Slice;
import dev.hallpass.common.TimeOrderedIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final JdbcClient jdbc;
    private final Clock clock;

    AuditTrail(AuditRows rows, AuditSealer sealer, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.sealer = sealer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records a fact in the transaction that makes it one; rolled back with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event) {
        rows.insert(
                event,
                TimeOrderedIds.next(),
                Timestamp.from(clock.instant()),
                AuditContext.current(),
                MDC.get("requestId"));
    }

    /**
     * Events newest first.
     *
     * @param cursor the next page as the page before named it; null for the first
     * @throws dev.hallpass.common.ProblemException naming the cursor if it is none
     */
    @Transactional(readOnly = true)
    public Slice<AuditRecord> find(AuditQuery query, @Nullable String cursor, int limit) {
        Long before = cursor == null ? null : Cursor.toNumber(cursor);
        return Slice.of(rows.find(query, before, limit + 1), limit, event -> Cursor.of(event.sequence()));
    }

    /** Writes sealed events as JSON Lines, in the order of the chain, each with its seal; reads as it writes. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void export(AuditQuery query, Writer to) {
        rows.stream(query, row -> {
            AuditRecord event = rows.record(row);
            AuditRecord.Seal seal = Objects.requireNonNull(event.seal());
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("position", seal.position());
            line.put("previousHash", seal.previousHash());
            line.put("hash", seal.hash());
            line.put("event", event.content());
            try {
                to.write(HashChain.canonical(line));
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
        ChainCheck check = new ChainCheck();
        AuditSealer.Head head = sealer.head();
        rows.streamChain(row -> {
            if (!check.isBroken()) {
                AuditRecord.Seal seal = new AuditRecord.Seal(
                        row.getLong("position"), row.getString("previous_hash"), row.getString("hash"));
                String id = row.getString("event_id");
                check.next(
                        seal,
                        id,
                        id == null ? null : HashChain.canonical(rows.record(row).content()));
            }
        });
        if (check.events() != head.position() || !check.hash().equals(head.hash())) {
            check.broken(check.events() + 1, null, "The chain should go on to position %d.".formatted(head.position()));
        }
        jdbc.sql("""
            select e.event_id from audit_event e
            where not exists (select 1 from audit_seal s where s.event = e.id)
              and not exists (select 1 from audit_unsealed u where u.event = e.id)
            order by e.id limit 1
            """)
                .query(String.class)
                .optional()
                .ifPresent(
                        id -> check.broken(check.events() + 1, id, "This event was never sealed and never will be."));
        return check.result();
    }
}
