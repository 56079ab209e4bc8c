package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Urgency;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much waits, and whether it takes as long as was said. */
class BacklogsTest extends AccessTest {

    private static final int GRANTS = 30;
    private static final int CALLS_PER_HOUR = 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** As {@code hallpass.access.longest-retry}: so late may what failed be tried again after there are calls. */
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    @AfterEach
    void manyCallsAgain() {
        context.restart();
    }

    private static Backlog backlog() {
        return context.bean(Backlogs.class).of("acme");
    }

    private static List<RequestId> granted(Duration duration) {
        List<RequestId> requests = Crowd.join(context, GRANTS).stream()
                .map(person -> context.approved(person, PAYMENTS, "write", duration))
                .toList();
        requests.forEach(grants()::provision);
        return requests;
    }

    /** What was called before is forgotten, and from now on there are few calls. */
    private static void fewCalls() {
        context.restart(Map.of("hallpass.applications[0].calls-per-hour", CALLS_PER_HOUR));
    }

    @Test
    void nothingWaits() {
        assertThat(backlog().parts()).isEmpty();
        assertThat(backlog().expected()).isNull();
        assertThat(backlog().calls()).isZero();
    }

    @Test
    void whatIsDueWaitsWhetherAnybodyHasNoticedItOrNot() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        context.granted("ken", PAYMENTS, "write", HOUR.multipliedBy(2));

        pass(HOUR);

        assertThat(backlog().parts()).singleElement().satisfies(part -> {
            assertThat(part.urgency()).isEqualTo(Urgency.REVOCATION);
            assertThat(part.waiting()).isEqualTo(1);
            assertThat(part.oldestDue()).isEqualTo(grant.expiresAt());
            assertThat(part.calls()).isBetween(2, 5);
        });
        assertThat(backlog().callsLeft()).isPositive();
    }

    @Test
    void grantsOfOnePairAreChangedTogether() {
        context.granted("ada", PAYMENTS, "read", HOUR);
        context.granted("ada", PAYMENTS, "write", HOUR);

        pass(HOUR);

        assertThat(backlog().parts()).singleElement().satisfies(part -> {
            assertThat(part.waiting()).isEqualTo(2);
            assertThat(part.pairs()).isEqualTo(1);
        });
    }

    @Test
    void whatIsMeasuredOutlivesARestart() {
        for (int i = 0; i < 3; i++) {
            Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
            pass(HOUR);
            grants().takeBack(grant.request());
        }
        LedgerPace.Pace before = context.bean(LedgerPace.class).of("acme", Urgency.REVOCATION);
        context.bean(LedgerPace.class).store();

        context.restart();

        assertThat(context.bean(LedgerPace.class).of("acme", Urgency.REVOCATION))
                .isEqualTo(before);
        assertThat(before.calls()).isBetween(2.5, 3.5);
    }

    @Test
    void withAnAlmostUsedUpBudgetItTakesAsLongAsWasSaid() {
        Duration hours = HOUR.multipliedBy(4);
        List<RequestId> requests = granted(hours);
        pass(hours);
        fewCalls();
        // As in a batch that the budget does not last for: the first are taken back, and then there are no calls left.
        Instant begin = context.clock().instant();
        requests.forEach(BacklogsTest::tryToTakeBack);
        Backlog backlog = backlog();
        assertThat(backlog.waiting(Urgency.REVOCATION)).isBetween(GRANTS / 4, GRANTS / 2);
        assertThat(backlog.failingRevocations())
                .as("to wait for calls is no failure")
                .isZero();
        assertThat(backlog.parts()).singleElement().satisfies(part -> {
            assertThat(part.waitingForCalls()).isEqualTo(part.waiting());
            assertThat(part.callsUntil())
                    .isBetween(begin.plus(Duration.ofMinutes(55)), begin.plus(Duration.ofMinutes(70)));
        });
        Duration expected = Objects.requireNonNull(backlog.expected());
        assertThat(expected).isBetween(Duration.ofMinutes(55), Duration.ofMinutes(70));

        while (!backlog().parts().isEmpty()) {
            assertThat(Duration.between(begin, context.clock().instant())).isLessThan(hours);
            pass(MINUTE);
            sweep();
        }

        assertThat(Duration.between(begin, context.clock().instant()))
                .as("expected were %s", expected)
                .isBetween(expected.minus(MINUTE), expected.plus(LONGEST_RETRY).plus(MINUTE));
        requests.forEach(AccessTest::assertOver);
    }

    @Test
    void whatWaitsForTheApplicationToTakeCallsAgainIsToldAsWell() {
        Instant begin = context.clock().instant();
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"path\":\"%s\",\"count\":1,\"status\":429,\"headers\":{\"Retry-After\":\"120\"}}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        assertThat(backlog().parts()).singleElement().satisfies(part -> {
            assertThat(part.waitingForCalls()).isEqualTo(1);
            assertThat(part.callsUntil())
                    .isBetween(grantOf(request).nextAttemptAt(), begin.plus(Duration.ofMinutes(3)));
        });

        pass(Duration.ofMinutes(3));
        fault("{\"path\":\"%s\",\"count\":1,\"status\":503}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        assertThat(backlog().parts()).singleElement().satisfies(part -> {
            assertThat(part.waitingForCalls()).as("it waits for something else").isZero();
            assertThat(part.callsUntil()).isNull();
        });
    }

    @Test
    void whatFailsIsNoMeasureOfWhatAChangeTakes() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        pass(HOUR);
        LedgerPace pace = context.bean(LedgerPace.class);
        LedgerPace.Pace before = pace.of("acme", Urgency.REVOCATION);
        fault("{\"path\":\"%s\",\"status\":503}".formatted(EXPLICIT));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(AccessDelayedException.class);
        }

        assertThat(pace.of("acme", Urgency.REVOCATION)).isEqualTo(before);
    }

    private static void tryToTakeBack(RequestId request) {
        try {
            grants().takeBack(request);
        } catch (AccessDelayedException e) {
            // The budget is used up; the fail-safe goes on when there are calls again.
        }
    }
}
