package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** The database itself refuses to forget. */
class AuditTablesTest extends AuditTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set actor = 'mallory'",
                "delete from audit_event",
                "truncate audit_event cascade",
                "update audit_seal set hash = previous_hash",
                "delete from audit_seal",
                "truncate audit_seal",
                "update audit_unsealed set event = event",
                "truncate audit_unsealed",
                "delete from audit_head",
                "truncate audit_head",
                "update audit_head set position = position - 1",
                "update audit_head set hash = repeat('a', 64)"
            })
    void nothingInTheTrailCanBeChangedOrRemoved(String statement) {
        recordAndSeal(2);

        assertRefused(statement, "The audit trail is only added to");
    }

    @Test
    void anUnsealedEventCannotBeHiddenFromTheSealer() {
        record(event("grace"));

        assertRefused("delete from audit_unsealed", "An event is unsealed until it is sealed");

        trail().seal();
        assertThat(trail().verify().events()).isOne();
    }

    @Test
    void aSessionThatReplaysAReplicationIsRefusedToo() {
        recordAndSeal(2);

        transaction().executeWithoutResult(status -> {
            jdbc().sql("set local session_replication_role = replica").update();
            assertThatThrownBy(() -> jdbc().sql("delete from audit_event").update())
                    .rootCause()
                    .hasMessageContaining("The audit trail is only added to");
            status.setRollbackOnly();
        });

        assertThat(trail().verify().events()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into audit_head (position, hash) values (0, repeat('0', 64))",
                "insert into audit_head (only_row, position, hash) values (false, 0, repeat('0', 64))",
                "insert into audit_seal (position, event, previous_hash, hash)"
                        + " values (0, 1, repeat('0', 64), repeat('b', 64))",
                "insert into audit_seal (position, event, previous_hash, hash)"
                        + " values (9, 1, repeat('0', 64), repeat('b', 64))",
                "insert into audit_seal (position, event, previous_hash, hash)"
                        + " values (9, 999, repeat('0', 64), repeat('b', 64))",
                "insert into audit_event (event_id, occurred_at, type, actor, details)"
                        + " values (gen_random_uuid(), now(), 'approval.decided', '', '{}')",
                "insert into audit_event (event_id, occurred_at, type, actor, details)"
                        + " values (gen_random_uuid(), now(), 'approval.decided', 'grace', '[]')",
                "insert into audit_event (event_id, occurred_at, type, actor, details, process_element)"
                        + " values (gen_random_uuid(), now(), 'approval.decided', 'grace', '{}', 'Decide')",
                "insert into audit_event (event_id, occurred_at, type, actor, details)"
                        + " select event_id, now(), 'approval.decided', 'grace', '{}' from audit_event"
            })
    void aRowThatMakesNoSenseIsRefused(String statement) {
        recordAndSeal(1);

        assertRefused(statement, "constraint");
    }

    private void assertRefused(String statement, String why) {
        assertThatThrownBy(() -> jdbc().sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(why);
    }
}
