package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 8: each state change has exactly one event, and tampering is detected (see also {@code AuditChainTest}). */
class TheTrailIsCompleteTest extends HallpassTest {

    @Test
    void eachStateOfARequestHasExactlyOneEvent() {
        String request = granted(engineer(), "service-9", "write", "PT2S");
        awaitState(request, "ENDED");

        assertThat(typesOf(request))
                .filteredOn(type -> type.startsWith("request."))
                .containsExactly(
                        "request.submitted",
                        "request.evaluated",
                        "request.awaiting-approval",
                        "request.approved",
                        "request.provisioning",
                        "request.active",
                        "request.revoking",
                        "request.ended");
        assertThat(typesOf(request))
                .filteredOn(type -> type.startsWith("grant."))
                .containsExactly("grant.opened", "grant.activated", "grant.revoking", "grant.ended");
    }

    @Test
    void eachEventOfTheProcessNamesItsInstanceAndElement() {
        String request = granted(engineer(), "service-9", "write", "PT2S");
        awaitState(request, "ENDED");

        List<String> elements = database()
                .sql("select distinct process_element from audit_event where request_id = ? and process_element is"
                        + " not null")
                .param(UUID.fromString(request))
                .query(String.class)
                .list();

        assertThat(elements).contains("SettleRoute", "OpenNextStep", "ProvisionAccess", "DeprovisionAccess");
    }

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

    private List<String> typesOf(String request) {
        return database()
                .sql("select type from audit_event where request_id = ? order by id")
                .param(UUID.fromString(request))
                .query(String.class)
                .list();
    }
}
