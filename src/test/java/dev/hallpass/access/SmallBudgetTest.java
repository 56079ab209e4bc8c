package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many revocations at once, and an hour's budget that is enough for a few of them. */
class SmallBudgetTest extends AccessTest {

    private static final int MANY = 30;
    private static final int CALLS_PER_HOUR = 30;

    /** Read in both ways, written, read back in both ways. */
    private static final int PAIRS_PER_HOUR = CALLS_PER_HOUR / 5;

    @AfterEach
    void usualSettings() {
        context.restart();
    }

    @Test
    void eachIsBegunOnlyIfItCanBeFinishedAndToWaitForThatIsNoFailure() {
        List<RequestId> requests = Crowd.join(context, MANY).stream()
                .map(person -> context.granted(person, PAYMENTS, "write", HOUR).request())
                .toList();
        context.restart(Map.of(
                "hallpass.applications[0].calls-per-hour", CALLS_PER_HOUR,
                "hallpass.applications[0].budget.kept-for-revocations", 0,
                "hallpass.applications[0].budget.kept-from-background", 0));
        pass(Duration.ofHours(2));

        int hours = 0;
        int left = MANY;
        while (left > 0) {
            context.bean(RevocationSweeper.class).takeBackOverdue();
            int now = (int) requests.stream()
                    .filter(each -> grantOf(each).state() != GrantState.ENDED)
                    .count();
            assertThat(left - now)
                    .as("taken back within an hour")
                    .isGreaterThanOrEqualTo(Math.min(left, PAIRS_PER_HOUR));
            assertThat(context.metric("hallpass.revocations.failing")).isZero();
            if (now > 0) {
                assertThat(requests)
                        .filteredOn(each -> grantOf(each).state() == GrantState.REVOKING)
                        .allSatisfy(
                                each -> assertThat(grantOf(each).lastError()).contains("waits for the budget"));
            }
            left = now;
            hours++;
            pass(Duration.ofMinutes(62));
        }

        assertThat(hours).isLessThanOrEqualTo(MANY / PAIRS_PER_HOUR + 1);
        assertThat(context.bitbucket().outcomes())
                .filteredOn(each -> each.startsWith("DELETE"))
                .hasSize(MANY);
        assertThat(requests).allSatisfy(each -> assertThat(events(each)).doesNotContain("access.revocation-failed"));
    }
}
