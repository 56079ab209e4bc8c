package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing can be cut off the end of the chain, nor be left out of it, without being found. */
class AuditChainEndTest extends AuditTest {

    @Test
    void anEventInsertedWithoutASealIsFound() {
        recordAndSeal(5);

        tamper("insert into audit_event (event_id, occurred_at, type, actor, details)"
                + " values (gen_random_uuid(), now(), 'approval.decided', 'grace', '{}')");

        assertBroken(6, "This event was never sealed and never will be.");
    }

    @Test
    void anEventRemovedBeforeItWasSealedIsFound() {
        recordAndSeal(5);
        record(event("grace"));

        tamper("delete from audit_event where id = 6");

        assertBroken(6, "Event number 6 is gone before it was sealed.");
    }

    @Test
    void aCutOffEndIsFound() {
        recordAndSeal(5);

        tamper("delete from audit_seal where position > 3", "delete from audit_event where id > 3");

        assertBroken(4, "The chain should go on to position 5.");
    }

    @Test
    void sealsCutOffTogetherWithTheHeadAreFound() {
        recordAndSeal(5);

        tamper(
                "delete from audit_seal where position > 3",
                "update audit_head set position = 3, hash = (select hash from audit_seal where position = 3)");

        assertBroken(4, "This event was never sealed and never will be.");
    }

    /** What no chain within a database can show; the hash kept elsewhere does, see {@link AuditVerifyCommand}. */
    @Test
    void anEndCutOffTogetherWithItsHeadShowsInTheHeadThatWasKeptElsewhere() {
        recordAndSeal(5);
        AuditVerification kept = trail().verify();

        tamper(
                "delete from audit_seal where position > 3",
                "delete from audit_event where id > 3",
                "update audit_head set position = 3, hash = (select hash from audit_seal where position = 3)");

        AuditVerification result = trail().verify();
        assertThat(result.intact()).isTrue();
        assertThat(result.events()).isLessThan(kept.events());
        assertThat(result.headHash()).isNotEqualTo(kept.headHash());
    }

    @Test
    void aHeadThatWasMovedBackIsFound() {
        recordAndSeal(5);

        tamper("update audit_head set position = 3");

        assertBroken(4, "The chain should end at position 3.");
    }

    @Test
    void aHeadWithAnotherHashIsFound() {
        recordAndSeal(5);

        tamper("update audit_head set hash = repeat('a', 64)");

        assertBroken(5, "The chain should end with the hash " + "a".repeat(64) + ".");
    }

    @Test
    void aRemovedHeadIsFoundAndStopsTheSealing() {
        recordAndSeal(5);

        tamper("delete from audit_head");
        record(event("grace"));
        trail().seal();

        assertBroken(6, "It is no longer recorded where the chain ends.");
    }

    @Test
    void anEventThatAwaitsItsSealIsNoFault() {
        recordAndSeal(2);
        record(event("grace"));

        AuditVerification result = trail().verify();

        assertThat(result.intact()).isTrue();
        assertThat(result.events()).isEqualTo(2);
    }
}
