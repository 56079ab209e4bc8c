package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.HallpassTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Invariant 8: each state change has exactly one event. For lapsing see {@code LapseTest}, for tampering
 * {@link TheTrailIsTamperEvidentTest}.
 */
class TheTrailIsCompleteTest extends HallpassTest {

    private static final String[] DECIDED = {
        "request.submitted", "request.evaluated", "request.awaiting-approval", "request.approved"
    };
    private static final String[] IN_FORCE = {"request.provisioning", "request.active"};
    private static final String[] GONE = {"request.revoking", "request.ended"};

    @Test
    void aRequestThatRanItsTimeHasOneEventForEachState() {
        String request = granted(engineer(), "service-9", "write", "PT2S");
        awaitState(request, "ENDED");

        assertThat(eventsOf(request, "request.")).containsExactly(all(DECIDED, IN_FORCE, GONE));
        assertThat(eventsOf(request, "grant."))
                .containsExactly("grant.opened", "grant.activated", "grant.revoking", "grant.ended");
        assertThat(eventsOf(request, "approval.")).containsExactly("approval.step-opened", "approval.decided");
        assertThat(eventsOf(request, "access.permission-written")).hasSize(2);
    }

    @Test
    void aRequestThatTheRulesApproveHasOneEventForEachState() {
        String request = ask(engineer(), "shop", "read", "PT2S");
        awaitState(request, "ENDED");

        assertThat(eventsOf(request, "request."))
                .containsExactly(all(
                        new String[] {"request.submitted", "request.evaluated", "request.approved"}, IN_FORCE, GONE));
        assertThat(eventsOf(request, "approval.")).isEmpty();
    }

    @Test
    void aRequestThatTheRulesRefuseHasOneEventForEachState() {
        String request = ask(stack().acme().contractor(), "service-9", "write", "PT2S");
        awaitState(request, "DENIED");

        assertThat(eventsOf(request, "")).containsExactly("request.submitted", "request.evaluated", "request.refused");
    }

    @Test
    void aRequestThatAnApproverDeniesHasOneEventForEachState() {
        String request = ask(engineer(), "service-9", "write", "PT1H");
        awaitStep(request, 0);
        decide(Acme.OWNER, request, "DENY");
        awaitState(request, "DENIED");

        assertThat(eventsOf(request, "request."))
                .containsExactly(
                        "request.submitted", "request.evaluated", "request.awaiting-approval", "request.denied");
        assertThat(eventsOf(request, "approval.")).containsExactly("approval.step-opened", "approval.decided");
        assertThat(eventsOf(request, "grant.")).isEmpty();
    }

    @Test
    void aRequestThatIsWithdrawnHasOneEventForEachState() {
        String ada = engineer();
        String request = ask(ada, "service-9", "write", "PT1H");
        awaitStep(request, 0);
        as(ada).post("/api/v1/requests/%s/cancel".formatted(request));
        awaitState(request, "CANCELLED");

        assertThat(eventsOf(request, "request."))
                .containsExactly(
                        "request.submitted", "request.evaluated", "request.awaiting-approval", "request.cancelled");
        assertThat(eventsOf(request, "grant.")).isEmpty();
    }

    @Test
    void aRequestThatCannotBeProvisionedHasOneEventForEachState() {
        String ada = engineer();
        String request = ask(ada, "service-9", "write", "PT1H");
        bitbucket()
                .fail(Map.of("method", "PUT", "path", "permissions-config/users/" + Acme.account(ada), "status", 402));
        try {
            approve(Acme.OWNER, request, 0);
            awaitState(request, "FAILED");
        } finally {
            bitbucket().heal();
        }

        assertThat(eventsOf(request, "request."))
                .containsExactly(all(DECIDED, new String[] {"request.provisioning", "request.failed"}));
        assertThat(eventsOf(request, "grant.")).containsExactly("grant.opened", "grant.failed");
        assertThat(eventsOf(request, "access.permission-written")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"release, RELEASED", "revoke, REVOKED"})
    void accessThatIsEndedEarlyHasOneEventForEachState(String how, String reason) {
        String ada = engineer();
        String request = granted(ada, "service-9", "write", "PT1H");
        as(how.equals("release") ? ada : Acme.OWNER).post("/api/v1/grants/%s/%s".formatted(grantOf(request), how));
        awaitState(request, "ENDED");

        assertThat(eventsOf(request, "request.")).containsExactly(all(DECIDED, IN_FORCE, GONE));
        assertThat(eventsOf(request, "grant."))
                .containsExactly("grant.opened", "grant.activated", "grant.revoking", "grant.ended");
        assertThat(look(request).path("endReason").asString()).isEqualTo(reason);
    }

    @Test
    void anExtensionHasOneEventForEachStateAndMovesTheGrantOnce() {
        String ada = engineer();
        String request = granted(ada, "service-9", "write", "PT6S");
        String extension = as(ada).post(
                        "/api/v1/grants/%s/extend".formatted(grantOf(request)),
                        Map.of("duration", "PT1S", "justification", "Not done yet"))
                .json()
                .path("id")
                .asString();
        approve(Acme.OWNER, extension, 0);
        awaitState(extension, "ENDED");
        awaitState(request, "ENDED");

        assertThat(eventsOf(request, "request.")).containsExactly(all(DECIDED, IN_FORCE, GONE));
        assertThat(eventsOf(request, "grant."))
                .containsExactly("grant.opened", "grant.activated", "grant.revoking", "grant.ended");
        assertThat(eventsOf(extension, "request.")).containsExactly(all(DECIDED, new String[] {"request.ended"}));
        assertThat(eventsOf(extension, "grant.")).containsExactly("grant.extended");
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

    private static String[] all(String[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray(String[]::new);
    }

    private List<String> eventsOf(String request, String prefix) {
        return database()
                .sql("select type from audit_event where request_id = ? and starts_with(type, ?) order by id")
                .params(UUID.fromString(request), prefix)
                .query(String.class)
                .list();
    }
}
