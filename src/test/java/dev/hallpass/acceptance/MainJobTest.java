package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ask, decide, access in Bitbucket, gone on time, all of it provable. */
class MainJobTest extends HallpassTest {

    @Test
    void accessIsThereAfterTheOwnerAgreesAndGoneWhenTheTimeIsUp() {
        String ada = engineer();
        bitbucket().setByHand(ada, "payments", "read");

        String request = ask(ada, "payments", "write", "PT4S");
        approve(Acme.OWNER, request, 0);
        awaitState(request, "ACTIVE");
        String during = bitbucket().permission(ada, "payments");
        awaitState(request, "ENDED");

        assertThat(during).isEqualTo("write");
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("read");
        assertThat(look(request).path("endReason").asString()).isEqualTo("EXPIRED");
        assertThat(overtime(request)).isBetween(Duration.ZERO, LATEST);
    }

    @Test
    void theTrailSaysWhoWhatWhenWhyAndUnderWhichRule() {
        String ada = engineer();
        String request = granted(ada, "payments", "write", "PT2S");
        awaitState(request, "ENDED");

        JsonNode trail = as(Acme.AUDITOR)
                .get("/api/v1/requests/%s/events".formatted(request))
                .json();

        List<String> types = trail.path("items")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList()
                .reversed();
        assertThat(types)
                .containsSubsequence(
                        "request.submitted",
                        "request.evaluated",
                        "request.awaiting-approval",
                        "approval.step-opened",
                        "approval.decided",
                        "request.approved",
                        "request.provisioning",
                        "access.permission-written",
                        "request.active",
                        "request.revoking",
                        "access.permission-written",
                        "request.ended");
        JsonNode submitted = trail.path("items").path(types.size() - 1);
        assertThat(submitted.path("actor").asString()).isEqualTo(ada);
        assertThat(submitted.path("details").path("justification").asString()).isEqualTo("Fix the failed payout job");
        JsonNode decided = trail.path("items")
                .valueStream()
                .filter(event -> event.path("type").asString().equals("approval.decided"))
                .findFirst()
                .orElseThrow();
        assertThat(decided.path("actor").asString()).isEqualTo(Acme.OWNER);
        assertThat(decided.path("rule").asString()).isEqualTo("owner-approves-write");
        assertThat(decided.path("policyVersion").asString()).contains("sha256:");
    }

    @Test
    void adminNeedsTheOwnerAndThenSecurity() {
        String request = ask(engineer(), "payments", "admin", "PT2S");

        approve(Acme.OWNER, request, 0);
        approve(Acme.SECURITY, request, 1);
        awaitState(request, "ENDED");

        assertThat(look(request)
                        .path("decisions")
                        .valueStream()
                        .map(decision -> decision.path("decidedBy").asString()))
                .containsExactly(Acme.OWNER, Acme.SECURITY);
    }

    @Test
    void readingWhatIsNotSensitiveIsApprovedByRule() {
        String request = ask(engineer(), "shop", "read", "PT2S");

        awaitState(request, "ENDED");

        assertThat(look(request).path("policy").path("rule").asString()).isEqualTo("engineers-read");
        assertThat(look(request).path("decisions").size()).isZero();
    }

    @Test
    void peopleOnCallGetWriteAtOnce() {
        String onCall = stack().acme().onCall();

        String request = ask(onCall, "ledger", "write", "PT2S");
        awaitState(request, "ENDED");

        assertThat(look(request).path("policy").path("rule").asString()).isEqualTo("on-call-write");
    }

    @Test
    void aContractorWithoutATicketIsRefusedWithTheReason() {
        String request = ask(stack().acme().contractor(), "payments", "write", "PT2S");

        awaitState(request, "DENIED");

        assertThat(look(request).path("policy").path("rule").asString()).isEqualTo("contractor-without-ticket");
        assertThat(look(request).path("policy").path("reason").asString()).contains("ticket");
    }

    @Test
    void theApproversNoEndsTheRequestAndNothingIsWritten() {
        String ada = engineer();
        String request = ask(ada, "payments", "write", "PT1H");
        awaitStep(request, 0);

        decide(Acme.OWNER, request, "DENY");

        awaitState(request, "DENIED");
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("none");
    }

    @Test
    void aRequestCanBeWithdrawnWhileItWaits() {
        String ada = engineer();
        String request = ask(ada, "payments", "write", "PT1H");
        awaitStep(request, 0);

        assertThat(as(ada).post("/api/v1/requests/%s/cancel".formatted(request)).status())
                .isBetween(200, 202);

        assertThat(state(request)).isEqualTo("CANCELLED");
        assertThat(decide(Acme.OWNER, request, "APPROVE").status()).isEqualTo(409);
    }

    @Test
    void theHolderReleasesTheAccessBeforeItsTime() {
        String ada = engineer();
        String request = granted(ada, "payments", "write", "PT1H");

        assertThat(as(ada).post("/api/v1/grants/%s/release".formatted(grantOf(request)))
                        .status())
                .isBetween(200, 202);
        awaitState(request, "ENDED");

        assertThat(look(request).path("endReason").asString()).isEqualTo("RELEASED");
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("none");
    }

    @Test
    void theOwnerTakesTheAccessBack() {
        String ada = engineer();
        String request = granted(ada, "payments", "write", "PT1H");

        assertThat(as(Acme.OWNER)
                        .post("/api/v1/grants/%s/revoke".formatted(grantOf(request)))
                        .status())
                .isBetween(200, 202);
        awaitState(request, "ENDED");

        assertThat(look(request).path("endReason").asString()).isEqualTo("REVOKED");
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("none");
    }

    @Test
    void anExtensionIsDecidedAnewAndMovesTheEndWithoutAGap() {
        String ada = engineer();
        String request = granted(ada, "payments", "write", "PT8S");
        String endBefore =
                look(request).path("grants").path(0).path("expiresAt").asString();

        String extension = as(ada).post(
                        "/api/v1/grants/%s/extend".formatted(grantOf(request)),
                        Map.of("duration", "PT4S", "justification", "Not done yet"))
                .json()
                .path("id")
                .asString();
        approve(Acme.OWNER, extension, 0);
        awaitState(extension, "ENDED");

        String endAfter = look(request).path("grants").path(0).path("expiresAt").asString();
        assertThat(endAfter).isGreaterThan(endBefore);
        awaitState(request, "ENDED");
        assertThat(look(request).path("endedAt").asString()).isGreaterThanOrEqualTo(endAfter.substring(0, 19));
        assertThat(bitbucket()
                        .calls("permissions-config/users/" + Acme.account(ada))
                        .valueStream()
                        .filter(call -> call.path("method").asString().equals("PUT"))
                        .count())
                .as("written once, never taken away and given again")
                .isEqualTo(1);
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("none");
    }

    @Test
    void previewSaysWhatWouldHappenAndChangesNothing() {
        String ada = engineer();
        long before = countRequests();

        JsonNode preview = as(ada).post("/api/v1/requests/preview", request("payments", "admin", "PT1H"))
                .json();

        assertThat(preview.path("rule").asString()).isEqualTo("admin-needs-owner-and-security");
        assertThat(preview.path("steps").size()).isEqualTo(2);
        assertThat(countRequests()).isEqualTo(before);
    }

    private long countRequests() {
        return database()
                .sql("select count(*) from access_request")
                .query(Long.class)
                .single();
    }
}
