package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A reading that Hallpass cannot explain is believed when it is made a second time, and not before. */
class DriftInTheLedgerTest extends AccessTest {

    private static final Duration CONFIRMATION = Duration.ofSeconds(3);

    @BeforeAll
    static void settings() {
        context.restart(Map.of("hallpass.access.drift-confirmation", "PT3S"));
    }

    private static void check(Grant grant) {
        context.bean(AccessLedger.class).check(new Pair(grant.principal(), grant.resource(), grant.account()));
    }

    private static List<DriftFinding> findings() {
        return context.bean(DriftFindings.class)
                .search(new DriftQuery(null, context.repository(PAYMENTS).id(), null, null, null, null, 50));
    }

    @Test
    void oneReadingIsASuspicionOnly() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "read");

        check(grant);
        pass(CONFIRMATION.minusMillis(1));
        check(grant);

        assertThat(findings()).isEmpty();
        assertThat(explicit("ada")).isEqualTo("read");
    }

    @Test
    void theSecondReadingIsBelieved() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "read");

        check(grant);
        pass(CONFIRMATION);
        check(grant);
        check(grant);

        assertThat(findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(DriftKind.LOWERED);
            assertThat(found.expected()).isEqualTo("write");
            assertThat(found.found()).isEqualTo("read");
        });
    }

    @Test
    void anotherReadingBeginsAnewAndAReadingAsExpectedEndsTheSuspicion() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "read");
        check(grant);
        pass(CONFIRMATION);
        byHand("ada", "admin");
        check(grant);
        assertThat(findings()).as("admin was read once").isEmpty();

        byHand("ada", "write");
        check(grant);
        byHand("ada", "admin");
        pass(CONFIRMATION);
        check(grant);

        assertThat(findings()).as("the first suspicion of admin was set aside").isEmpty();
    }

    @Test
    void aGrantEndsOnlyAfterTheSuspicionIsCleared() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);
        byHand("ada", "read");
        pass(HOUR);

        assertThatThrownBy(() -> grants().takeBack(grant.request())).isInstanceOf(DriftSuspectedException.class);
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        pass(CONFIRMATION);

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertThat(explicit("ada")).as("what the administrator left").isEqualTo("read");
        assertOver(grant.request());
    }
}
