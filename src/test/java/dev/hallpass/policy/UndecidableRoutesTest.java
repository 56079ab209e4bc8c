package dev.hallpass.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.policy.PolicyOutcome.Refused;
import dev.hallpass.policy.PolicyOutcome.Routed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A route that nobody could decide to its end is a refusal. */
class UndecidableRoutesTest extends AnalysisTest {

    @Test
    void aRouteToNobodyIsRefused() {
        assertThat(analyse(route(step("group:no-such-group"))).rule()).isEqualTo("nobody-may-decide");
        assertThat(analyse(route(step("person:nobody"))).rule()).isEqualTo("nobody-may-decide");
        assertThat(analyse(route(step("person:olga"))).rule()).as("not active").isEqualTo("nobody-may-decide");
        assertThat(analyse(facts("alan", "alan", "web-shop", Duration.ofHours(1)), route(step("manager")))
                        .rule())
                .as("has no manager")
                .isEqualTo("nobody-may-decide");
        assertThat(analyse(facts("ada", "ada", "scratch", Duration.ofHours(1)), route(OWNER))
                        .rule())
                .as("has no owner")
                .isEqualTo("nobody-may-decide");
    }

    @Test
    void aRouteWhoseOnlyApproverIsConcernedIsRefused() {
        PolicyOutcome own = analyse(facts("linus", "linus", "secrets-vault", Duration.ofHours(1)), route(OWNER));
        PolicyOutcome onBehalf = analyse(facts("ada", "linus", "secrets-vault", Duration.ofHours(1)), route(OWNER));
        PolicyOutcome forAnother = analyse(facts("linus", "ada", "secrets-vault", Duration.ofHours(1)), route(OWNER));

        assertThat(List.of(own.rule(), onBehalf.rule(), forAnother.rule())).containsOnly("nobody-may-decide");
        assertThat(own.reason()).contains("Owner");
    }

    @Test
    void twoStepsThatOnlyOnePersonCouldDecideAreRefused() {
        PolicyOutcome outcome =
                analyse(facts("ada", "ada", "secrets-vault", Duration.ofHours(1)), route(OWNER, step("person:linus")));

        assertThat(outcome.rule()).isEqualTo("nobody-may-decide");
        assertThat(outcome.reason()).contains("Step");
        assertThat(analyse(facts("ada", "ada", "secrets-vault", Duration.ofHours(1)), route(OWNER, SECURITY)))
                .as("lena is in the group too")
                .isInstanceOf(Routed.class);
        assertThat(analyse(facts("lena", "lena", "secrets-vault", Duration.ofHours(1)), route(OWNER, SECURITY)))
                .as("lena asks herself, olga is not active")
                .isInstanceOf(Refused.class);
    }

    @Test
    void theReasonOfARefusedRouteIsItsOwnHoweverLongWasAskedFor() {
        PolicyFacts tooLong = facts("ada", "ada", "payments-api", Duration.ofHours(9));

        assertThat(analyse(tooLong, route(step("group:no-such-group"))))
                .isEqualTo(analyse(route(step("group:no-such-group"))));
    }
}
