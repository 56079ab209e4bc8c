package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.catalog.PermissionDifference;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.Urgency;
import dev.hallpass.identity.PrincipalId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was ordered about a change by hand is worked on in the places of its application, and in the order of its urgency. */
class DriftRepairTurnTest extends AccessTest {

    private final Observed observed = new Observed(context);

    @BeforeAll
    static void fewPlaces() {
        context.restart(Map.of(
                "hallpass.access.parallelism", 3,
                "hallpass.access.application-parallelism", 1,
                "hallpass.access.lock-timeout", "PT0.3S"));
    }

    @BeforeEach
    void somebodyAddedAccessThatAnOwnerWantsTakenAway() {
        observed.clear();
        byHand("ken", "write");
        ResourceId payments = context.repository(PAYMENTS).id();
        observed.holds(
                payments,
                HolderKind.ACCOUNT,
                "557058:ken",
                "write",
                context.clock().instant());
        observed.read(payments, false, new PermissionDifference(HolderKind.ACCOUNT, "557058:ken", null, "write"));
        context.bean(DriftResolutions.class)
                .decide(finding().id(), DriftResolution.REVOKED, new PrincipalId("grace"), null);
    }

    @AfterEach
    void nothingIsObserved() {
        observed.clear();
    }

    private static DriftFinding finding() {
        return context.bean(DriftFindings.class)
                .search(new DriftQuery(null, context.repository(PAYMENTS).id(), null, null, null, null, 50))
                .getFirst();
    }

    /** Carries it out while others have these places. */
    private static void carryOutBeside(Turn... turns) {
        if (turns.length == 0) {
            context.bean(DriftOrders.class).carryOut();
            return;
        }
        Pair other =
                new Pair(new PrincipalId("ada"), context.repository("web-shop").id(), "taken by " + turns.length);
        context.bean(PairLock.class).holding(other, turns[0], () -> {
            carryOutBeside(Arrays.copyOfRange(turns, 1, turns.length));
            return true;
        });
    }

    @Test
    void takingAwayFindsAPlaceThatIsKeptFreeOfWhatBringsAccess() {
        carryOutBeside(
                new Turn("another", Urgency.GRANT, Instant.EPOCH), new Turn("a third", Urgency.GRANT, Instant.EPOCH));

        assertThat(explicit("ken")).isEqualTo("none");
        assertThat(finding().resolution()).isEqualTo(DriftResolution.REVOKED);
    }

    @Test
    void anApplicationThatHasAllItsPlacesTakenIsNotCalledOnceMore() {
        carryOutBeside(new Turn("acme", Urgency.REVOCATION, Instant.EPOCH));
        assertThat(explicit("ken")).isEqualTo("write");
        assertThat(finding().state()).isEqualTo(DriftState.OPEN);

        pass(HOUR);
        context.bean(DriftOrders.class).carryOut();

        assertThat(explicit("ken")).isEqualTo("none");
    }
}
