package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes the trail past its triggers is found out, and the place is named. */
class AuditChainTest extends AuditTest {

    @Test
    void anEmptyTrailIsIntact() {
        assertThat(trail().verify()).isEqualTo(new AuditVerification(true, 0, HashChain.START, null, null, null));
    }

    @Test
    void anUntouchedTrailIsIntactAndEndsWithTheLastSeal() {
        recordAndSeal(5);

        AuditVerification result = trail().verify();

        assertThat(result.intact()).isTrue();
        assertThat(result.events()).isEqualTo(5);
        assertThat(result.headHash()).isEqualTo(hashAt(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_id = gen_random_uuid()",
                "occurred_at = occurred_at + interval '1 microsecond'",
                "occurred_at = 'infinity'",
                "type = 'approval.denied'",
                "actor = 'mallory'",
                "principal = 'mallory'",
                "resource = 'web-shop'",
                "request_id = gen_random_uuid()",
                "grant_id = gen_random_uuid()",
                "policy_version = '2'",
                "rule = 'another-rule'",
                "process_instance_key = 1",
                "process_element = 'Decide'",
                "correlation_id = 'another'",
                "details = details || '{\"role\": \"admin\"}'",
                "details = details - 'role'",
                "details = details || '{\"more\": 1e999}'",
                "details = '{}'"
            })
    void aChangedColumnIsFound(String change) {
        recordAndSeal(5);

        tamper("update audit_event set %s where id = 3".formatted(change));

        assertBroken(3, "The event is not what was sealed.");
        assertThat(trail().verify().eventId()).isEqualTo(eventId(3));
    }

    @Test
    void detailsThatAreNoLongerAnObjectAreFound() {
        recordAndSeal(5);

        tamper(
                "alter table audit_event drop constraint audit_event_details_check",
                "update audit_event set details = '[1]' where id = 3");

        assertBroken(3, "The event is not what was sealed.");
    }

    @Test
    void aRemovedEventIsFound() {
        recordAndSeal(5);

        tamper("delete from audit_event where id = 3");

        assertBroken(3, "The event that was sealed here is gone.");
    }

    @Test
    void anEventRemovedTogetherWithItsSealIsFound() {
        recordAndSeal(5);

        tamper("delete from audit_seal where position = 3", "delete from audit_event where id = 3");

        assertBroken(3, "Position 3 is missing; 4 is there.");
    }

    @Test
    void aGapThatWasClosedByRenumberingIsFound() {
        recordAndSeal(5);

        tamper(
                "delete from audit_seal where position = 3",
                "delete from audit_event where id = 3",
                "update audit_seal set position = 3 where position = 4",
                "update audit_seal set position = 4 where position = 5");

        assertBroken(3, "It does not follow the link before it.");
    }

    @Test
    void reorderedEventsAreFound() {
        recordAndSeal(5);

        tamper(
                "update audit_seal set event = 99 where position = 2",
                "update audit_seal set event = 2 where position = 4",
                "update audit_seal set event = 4 where position = 2");

        assertBroken(2, "The event is not what was sealed.");
    }

    @Test
    void reorderedSealsAreFound() {
        recordAndSeal(5);

        tamper(
                "update audit_seal set position = 99 where position = 2",
                "update audit_seal set position = 2 where position = 4",
                "update audit_seal set position = 4 where position = 99");

        assertBroken(2, "It does not follow the link before it.");
    }

    @ParameterizedTest
    @CsvSource({"hash, The event is not what was sealed.", "previous_hash, It does not follow the link before it."})
    void aChangedSealIsFound(String column, String fault) {
        recordAndSeal(5);

        tamper("update audit_seal set %s = repeat('a', 64) where position = 3".formatted(column));

        assertBroken(3, fault);
    }

    @Test
    void anEventInsertedIntoTheChainWithAGoodSealIsFoundAtTheNextLink() {
        recordAndSeal(5);
        tamper("insert into audit_event (event_id, occurred_at, type, actor, details)"
                + " values (gen_random_uuid(), now(), 'approval.decided', 'grace', '{}')");
        AuditRecord inserted = latest();
        String before = hashAt(2);
        String hash = HashChain.link(before, HashChain.canonical(inserted.content()));

        tamper(
                "update audit_seal set position = position + 100 where position >= 3",
                "update audit_seal set position = position - 99 where position >= 100",
                "insert into audit_seal (position, event, previous_hash, hash) values (3, %d, '%s', '%s')"
                        .formatted(inserted.sequence(), before, hash),
                "update audit_head set position = 6");

        assertBroken(4, "It does not follow the link before it.");
    }

    @Test
    void anEventSealedAgainWithARecomputedHashIsFoundAtTheNextLink() {
        recordAndSeal(5);
        tamper("update audit_event set actor = 'mallory' where id = 3");
        AuditRecord changed = trail().find(AuditQuery.all(), null, 5).items().get(2);
        AuditRecord.Seal seal = Objects.requireNonNull(changed.seal());
        String hash = HashChain.link(seal.previousHash(), HashChain.canonical(changed.content()));

        tamper("update audit_seal set hash = '%s' where position = 3".formatted(hash));

        assertBroken(4, "It does not follow the link before it.");
    }

    private String hashAt(long position) {
        return jdbc().sql("select hash from audit_seal where position = ?")
                .param(position)
                .query(String.class)
                .single();
    }

    private String eventId(long sequence) {
        return jdbc().sql("select event_id from audit_event where id = ?")
                .param(sequence)
                .query(String.class)
                .single();
    }
}
