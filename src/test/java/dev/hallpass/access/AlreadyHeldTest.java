package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hallpass.common.ProblemKind;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.request.RequestSubmission;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks for what they hold already is told so, if the application says the same now. */
class AlreadyHeldTest extends AccessTest {

    private final Observed observed = new Observed(context);

    @BeforeEach
    void forgetWhatWasObserved() {
        observed.clear();
    }

    private static void check(String person, String role, Duration duration) {
        context.bean(AlreadyHeld.class).check(context.submission(person, PAYMENTS, role, duration));
    }

    private void observed(String person, String role) {
        observed.holds(
                context.repository(PAYMENTS).id(),
                HolderKind.ACCOUNT,
                "557058:" + person,
                role,
                context.clock().instant());
    }

    private static AlreadyHeldException refused(String person, String role, Duration duration) {
        AlreadyHeldException problem =
                catchThrowableOfType(AlreadyHeldException.class, () -> check(person, role, duration));
        assertThat(problem).isNotNull();
        return problem;
    }

    @Test
    void standingAccessAtLeastAsHighIsAnsweredWithThat() {
        byHand("ken", "write");
        observed("ken", "write");

        AlreadyHeldException problem = refused("ken", "read", HOUR);

        assertThat(problem.kind()).isEqualTo(ProblemKind.ALREADY_HELD);
        assertThat(problem).hasMessage("ken holds write on acme/payments-api already, by an own permission.");
        assertThat(problem.held().role()).isEqualTo("write");
        assertThat(problem.held().request()).isNull();
    }

    @Test
    void aHigherRoleMayBeAskedFor() {
        byHand("ken", "read");
        observed("ken", "read");

        assertThatCode(() -> check("ken", "write", HOUR)).doesNotThrowAnyException();
    }

    @Test
    void whatTheApplicationDoesNotConfirmIsNotBelieved() {
        observed("ken", "write");

        assertThatCode(() -> check("ken", "write", HOUR)).doesNotThrowAnyException();
    }

    @Test
    void anApplicationThatDoesNotAnswerHoldsNobodyUp() {
        byHand("ken", "write");
        observed("ken", "write");
        fault("{\"path\":\"" + EFFECTIVE + "\",\"count\":5,\"status\":503}");

        assertThatCode(() -> check("ken", "write", HOUR)).doesNotThrowAnyException();
    }

    @Test
    void aGrantThatLastsAsLongIsNamedWithItsRequestAndEnd() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        AlreadyHeldException problem = refused("ada", "write", Duration.ofMinutes(30));

        assertThat(problem.held().request()).isEqualTo(grant.request());
        assertThat(problem.held().grant()).isEqualTo(grant.id());
        assertThat(problem.held().until()).isEqualTo(grant.expiresAt());
        assertThat(problem).hasMessageContaining(grant.request().toString());
    }

    @Test
    void aGrantThatEndsBeforeMayOverlapWithAnother() {
        context.granted("ada", PAYMENTS, "write", HOUR);

        assertThatCode(() -> check("ada", "write", HOUR.plusSeconds(1))).doesNotThrowAnyException();
    }

    @Test
    void whoAsksForOthersIsNotToldWhenceTheyHaveIt() {
        context.granted("ada", PAYMENTS, "write", HOUR);
        RequestSubmission own = context.submission("ada", PAYMENTS, "write", Duration.ofMinutes(5));
        RequestSubmission forAda = new RequestSubmission(
                context.person("grace"),
                own.beneficiary(),
                own.resource(),
                own.role(),
                own.duration(),
                own.wholeDuration(),
                own.justification(),
                null);

        AlreadyHeldException problem = catchThrowableOfType(
                AlreadyHeldException.class,
                () -> context.bean(AlreadyHeld.class).check(forAda));

        assertThat(problem).hasMessage("ada holds write on acme/payments-api already.");
        assertThat(problem.held().request()).isNull();
        assertThat(problem.held().until()).isNull();
    }
}
