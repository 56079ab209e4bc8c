package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.HallpassTest;
import dev.hallpass.audit.AuditVerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Invariant 8, second half: whoever changes or removes a row of a real trail is found out (more: {@code AuditChainTest}). */
class TheTrailIsTamperEvidentTest extends HallpassTest {

    @Test
    void anExportOfTheWholeTrailVerifiesOffline(@TempDir Path folder) throws IOException {
        granted(engineer(), "service-9", "write", "PT1H");
        Path file = folder.resolve("trail.jsonl");
        Files.writeString(
                file, as(Acme.AUDITOR).get("/api/v1/audit/export?format=jsonl").text());
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int exit =
                AuditVerifyCommand.run(List.of(file.toString()), new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("intact");
        assertThat(exit).isZero();
    }

    @Test
    void aSingleChangedLetterInAnExportIsFound(@TempDir Path folder) throws IOException {
        granted(engineer(), "service-9", "write", "PT1H");
        Path file = folder.resolve("trail.jsonl");
        String trail = as(Acme.AUDITOR).get("/api/v1/audit/export?format=jsonl").text();
        Files.writeString(file, trail.replaceFirst("Fix the failed payout job", "Fix the failed payout Job"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int exit =
                AuditVerifyCommand.run(List.of(file.toString()), new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("BROKEN at position");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void aChangedRowOfTheTrailIsFoundAndItsPositionNamed() {
        String request = granted(engineer(), "service-9", "write", "PT1H");
        SealedEvent decided = sealed(request, "approval.decided");

        tamper("update audit_event set actor = 'mallory' where id = " + decided.id());
        JsonNode found = verify();
        tamper("update audit_event set actor = '%s' where id = %d".formatted(Acme.OWNER, decided.id()));

        assertThat(found.path("intact").asBoolean()).isFalse();
        assertThat(found.path("brokenAt").asLong()).isEqualTo(decided.position());
        assertThat(verify().path("intact").asBoolean()).isTrue();
    }

    @Test
    void aRemovedRowOfTheTrailIsFoundAndItsPositionNamed() {
        String request = granted(engineer(), "service-9", "write", "PT1H");
        SealedEvent decided = sealed(request, "approval.decided");

        tamper(
                "create table stolen as select * from audit_event where id = " + decided.id(),
                "delete from audit_event where id = " + decided.id());
        JsonNode found = verify();
        tamper("insert into audit_event overriding system value select * from stolen", "drop table stolen");

        assertThat(found.path("intact").asBoolean()).isFalse();
        assertThat(found.path("brokenAt").asLong()).isEqualTo(decided.position());
        assertThat(verify().path("intact").asBoolean()).isTrue();
    }

    private JsonNode verify() {
        return as(Acme.AUDITOR).get("/api/v1/audit/verify").json();
    }

    private SealedEvent sealed(String request, String type) {
        return await().atMost(SOON)
                .until(
                        () -> database()
                                .sql("select e.id, s.position from audit_event e join audit_seal s on s.event = e.id"
                                        + " where e.request_id = ? and e.type = ?")
                                .params(UUID.fromString(request), type)
                                .query(SealedEvent.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** As only the owner of the database can, and as no trigger can prevent. */
    private void tamper(String... statements) {
        database().sql("alter table audit_event disable trigger all").update();
        try {
            for (String statement : statements) {
                database().sql(statement).update();
            }
        } finally {
            database().sql("alter table audit_event enable trigger all").update();
            database()
                    .sql("alter table audit_event enable always trigger audit_event_only_grows")
                    .update();
        }
    }

    record SealedEvent(long id, long position) {}
}
