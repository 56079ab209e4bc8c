package dev.hallpass.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The chain as it stands in the database, to be checked in one snapshot. */
@Component
class StoredChain {

    private final AuditRows rows;
    private final AuditSealer sealer;
    private final JdbcClient jdbc;

    StoredChain(AuditRows rows, AuditSealer sealer, JdbcClient jdbc) {
        this.rows = rows;
        this.sealer = sealer;
        this.jdbc = jdbc;
    }

    /** Recomputes every link, then looks whether the chain ends where it should and leaves no event out. */
    AuditVerification verify() {
        ChainCheck check = new ChainCheck();
        AuditSealer.Head head = sealer.head().orElse(null);
        rows.streamChain(row -> {
            if (!check.isBroken()) {
                check.next(
                        new AuditRecord.Seal(
                                row.getLong("position"), row.getString("previous_hash"), row.getString("hash")),
                        row.getString("event_id"),
                        canonicalEvent(row));
            }
        });
        checkEnd(check, head);
        firstNeverSealed(check);
        firstGoneBeforeItsSeal(check);
        return check.result();
    }

    private @Nullable String canonicalEvent(ResultSet row) throws SQLException {
        if (row.getString("event_id") == null) {
            return null;
        }
        try {
            return HashChain.canonical(rows.record(row).content());
        } catch (JacksonException | IllegalArgumentException e) {
            // What cannot be read as an event was not sealed as one: this text matches no seal.
            return "";
        }
    }

    private static void checkEnd(ChainCheck check, AuditSealer.@Nullable Head head) {
        long next = check.events() + 1;
        if (head == null) {
            check.broken(next, null, "It is no longer recorded where the chain ends.");
        } else if (check.events() < head.position()) {
            check.broken(next, null, "The chain should go on to position %d.".formatted(head.position()));
        } else if (check.events() > head.position()) {
            check.broken(head.position() + 1, null, "The chain should end at position %d.".formatted(head.position()));
        } else if (!check.hash().equals(head.hash())) {
            check.broken(check.events(), null, "The chain should end with the hash %s.".formatted(head.hash()));
        }
    }

    private void firstNeverSealed(ChainCheck check) {
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
    }

    private void firstGoneBeforeItsSeal(ChainCheck check) {
        jdbc.sql("""
            select u.event from audit_unsealed u
            where not exists (select 1 from audit_event e where e.id = u.event)
            order by u.event limit 1
            """)
                .query(Long.class)
                .optional()
                .ifPresent(sequence -> check.broken(
                        check.events() + 1, null, "Event number %d is gone before it was sealed.".formatted(sequence)));
    }
}
