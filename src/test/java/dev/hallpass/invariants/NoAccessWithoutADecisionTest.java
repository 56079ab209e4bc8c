package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.Acme;
import dev.hallpass.HallpassTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Invariant 1: every provisioned permission traces to an eligible approver's decision or to a named policy rule. */
class NoAccessWithoutADecisionTest extends HallpassTest {

    @Test
    void nothingIsWrittenWhileADecisionIsPending() {
        String ada = engineer();

        String request = ask(ada, "service-4", "write", "PT1H");
        awaitStep(request, 0);

        assertThat(bitbucket().permission(ada, "service-4")).isEqualTo("none");
        assertThat(bitbucket()
                        .calls("permissions-config/users/" + Acme.account(ada))
                        .size())
                .isZero();
    }

    @Test
    void theFirstOfTwoStepsIsNotEnough() {
        String ada = engineer();
        String request = ask(ada, "service-4", "admin", "PT1H");

        approve(Acme.OWNER, request, 0);
        awaitStep(request, 1);

        assertThat(state(request)).isEqualTo("AWAITING_APPROVAL");
        assertThat(bitbucket().permission(ada, "service-4")).isEqualTo("none");
    }

    @Test
    void everyGrantTracesToADecisionOrARule() {
        granted(engineer(), "service-4", "write", "PT1H");
        awaitState(ask(engineer(), "shop", "read", "PT1H"), "ACTIVE");

        long untraced = database().sql("""
            select count(*) from access_grant g join access_request r on r.id = g.request_id
            where r.rule is null or r.policy_version is null
               or (r.policy_outcome = 'ROUTED' and not exists (select 1 from approval_decision d
                     where d.id = r.final_decision and d.request_id = r.id and d.verdict = 'APPROVE'))
               or r.policy_outcome = 'REFUSED'
            """).query(Long.class).single();

        assertThat(untraced).isZero();
    }

    @Test
    void theDatabaseItselfRefusesAnApprovalWithoutADecision() {
        String request = ask(engineer(), "service-4", "write", "PT1H");
        awaitStep(request, 0);

        assertThatThrownBy(() -> database()
                        .sql("update access_request set state = 'APPROVED' where id = ?")
                        .param(UUID.fromString(request))
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("approved_by_rule_or_person");
    }
}
