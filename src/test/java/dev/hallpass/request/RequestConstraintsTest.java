package dev.hallpass.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

/** Even somebody at the database's prompt cannot store a wrong life. */
class RequestConstraintsTest extends RequestTest {

    private static void assertRefused(String constraint, String sql, Object... parameters) {
        assertThatThrownBy(() -> context.jdbc().sql(sql).params(parameters).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(constraint);
    }

    private static UUID routed() {
        RequestId id = context.ask("ada", PAYMENTS, "write", HOUR);
        context.inTransaction(() -> requests().evaluated(id, context.evaluation(RequestEvaluation.Outcome.ROUTED)));
        return id.value();
    }

    private static UUID step(UUID request) {
        UUID step = UUID.randomUUID();
        context.jdbc()
                .sql("insert into approval_step values (?, ?, 0, 'Owner', '{grace}', '{}', 'WAITING', now(), null, 0,"
                        + " null, 0)")
                .params(step, request)
                .update();
        return step;
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVED", "PROVISIONING", "ACTIVE"})
    void nothingIsApprovedWithoutARuleOrADecision(String state) {
        UUID neverEvaluated = context.ask("ada", PAYMENTS, "write", HOUR).value();
        assertRefused("approved_by_rule", "update access_request set state = ? where id = ?", state, neverEvaluated);

        assertRefused("approved_by_rule", "update access_request set state = ? where id = ?", state, routed());
        assertRefused(
                "approved_by_rule",
                "update access_request set state = ?, policy_outcome = 'REFUSED' where id = ?",
                state,
                routed());
        assertRefused(
                "approved_by_rule",
                "update access_request set state = ?, policy_outcome = 'APPROVED', rule = null where id = ?",
                state,
                routed());
    }

    @Test
    void noDecisionIsMadeUp() {
        assertRefused(
                "final_decision_exists",
                "update access_request set state = 'APPROVED', final_decision = gen_random_uuid() where id = ?",
                routed());
    }

    @Test
    void aRefusalAndADecisionInAnotherRequestApproveNothing() {
        UUID other = routed();
        UUID decision = decided(other, "grace", "APPROVE");
        UUID mine = routed();
        assertRefused(
                "final_decision",
                "update access_request set state = 'APPROVED', final_decision = ? where id = ?",
                decision,
                mine);

        UUID denied = routed();
        UUID no = decided(denied, "grace", "DENY");
        assertRefused(
                "final_decision",
                "update access_request set state = 'APPROVED', final_decision = ? where id = ?",
                no,
                denied);
        context.jdbc()
                .sql("update access_request set state = 'APPROVED', final_decision = ? where id = ?")
                .params(decision, other)
                .update();
    }

    private static UUID decided(UUID request, String person, String verdict) {
        UUID decision = UUID.randomUUID();
        context.jdbc()
                .sql("insert into approval_decision values (?, ?, ?, 'ada', 'ada', ?, ?, null, now())")
                .params(decision, step(request), request, person, verdict)
                .update();
        return decision;
    }

    @ParameterizedTest
    @CsvSource({
        "end_reason_only_at_the_end, state = 'ENDED'; ended_at = now()",
        "end_reason_only_at_the_end, state = 'REVOKING'",
        "end_reason_only_at_the_end, state = 'ACTIVE'; end_reason = 'EXPIRED'",
        "over_means_ended_at,        state = 'ENDED'; end_reason = 'EXPIRED'",
        "over_means_ended_at,        state = 'FAILED'",
        "over_means_ended_at,        state = 'ACTIVE'; ended_at = now()",
        "access_request_state_check, state = 'BORROWED'",
        "duration_seconds,           duration_seconds = 0",
        "duration_seconds,           whole_duration_seconds = 1",
        "justification,              justification = ''",
        "requester_fkey,             requester = 'nobody'"
    })
    void noLifeEndsWithoutAReasonOrLastsForNoTime(String constraint, String change) {
        UUID id = context.approved("ada", PAYMENTS, "write", HOUR).value();

        assertRefused(constraint, "update access_request set " + change.replace(';', ',') + " where id = ?", id);
    }

    @Test
    void nobodyDecidesForThemselves() {
        UUID request = routed();
        UUID step = step(request);
        String insert =
                "insert into approval_decision values (gen_random_uuid(), ?, ?, ?, ?, ?, 'APPROVE', null, now())";

        assertRefused("nobody_decides_for_themselves", insert, step, request, "ada", "ada", "ada");
        assertRefused("foreign key", insert, step, request, "ken", "ken", "ada");
        context.jdbc().sql(insert).params(step, request, "ada", "ada", "grace").update();
        assertRefused("decided_by", insert, step, request, "ada", "ada", "grace");
    }

    @Test
    void oneStepOfARequestWaitsAtATimeAndSomebodyMustBeAbleToDecideIt() {
        UUID request = routed();
        step(request);

        assertRefused(
                "approval_step_waiting",
                "insert into approval_step values (gen_random_uuid(), ?, 1, 'Two', '{alan}', '{}', 'WAITING', now(),"
                        + " null, 0, null, 0)",
                request);
        assertRefused(
                "approval_step_check",
                "insert into approval_step values (gen_random_uuid(), ?, 1, 'Two', '{}', '{}', 'PENDING', null, null,"
                        + " 0, null, 0)",
                request);
    }

    @ParameterizedTest
    @CsvSource({
        "in_force_has_an_end,  expires_at = null",
        "in_force_has_an_end,  activated_at = null",
        "in_force_has_an_end,  state = 'FAILED'",
        "end_is_after_start,   expires_at = activated_at",
        "end_is_after_start,   expires_at = activated_at + interval '367 days'",
        "ending_has_reason,    state = 'REVOKING'; revoking_since = now()",
        "ending_has_reason,    state = 'REVOKING'; end_reason = 'EXPIRED'",
        "ended_at_known,       state = 'ENDED'; end_reason = 'EXPIRED'; revoking_since = now()",
        "ended_at_known,       ended_at = now()",
        "duration_seconds,     duration_seconds = 0",
        "request_id_fkey,      request_id = gen_random_uuid()"
    })
    void noGrantIsWithoutAnEnd(String constraint, String change) {
        UUID grant = context.granted("ada", PAYMENTS, "write", HOUR).id().value();

        assertRefused(constraint, "update access_grant set " + change.replace(';', ',') + " where id = ?", grant);
    }

    @Test
    void aRequestOpensOneGrant() {
        context.granted("ada", PAYMENTS, "write", HOUR);

        assertRefused("access_grant_request_id_key", """
            insert into access_grant select gen_random_uuid(), request_id, principal_id, resource_id, account, role,
              duration_seconds, state, opened_at, activated_at, expires_at, end_reason, ended_by, revoking_since,
              ended_at, failed_attempts, next_attempt_at, last_error, version from access_grant
            """);
    }

    @Test
    void aStepIsNeverDecidedTwiceAndAPersonDecidesOnce() {
        UUID request = routed();
        decided(request, "grace", "APPROVE");

        assertThatThrownBy(() -> {
                    context.jdbc()
                            .sql("update approval_step set state = 'APPROVED', closed_at = now()")
                            .update();
                    context.jdbc()
                            .sql("insert into approval_step values (gen_random_uuid(), ?, 1, 'Two', '{grace}', '{}',"
                                    + " 'WAITING', now(), null, 0, null, 0)")
                            .param(request)
                            .update();
                    context.jdbc()
                            .sql("insert into approval_decision select gen_random_uuid(), id, request_id, 'ada', 'ada',"
                                    + " 'grace', 'APPROVE', null, now() from approval_step where position = 1")
                            .update();
                })
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("approval_decision_request_id_decided_by_key");
        assertThat(requests().require(new RequestId(request)).state()).isEqualTo(RequestState.EVALUATED);
    }
}
