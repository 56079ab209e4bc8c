package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.request.RequestId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pairs that are to be looked at and cannot be, and what a look does not prove. */
class PairLooksTest extends AccessTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MINUTES = 360;

    @BeforeEach
    void noOrders() {
        context.jdbc().sql("delete from by_hand_order").update();
    }

    /** The grant is over, and a write for it is still on its way. */
    private static Grant overWhileAWriteIsOnItsWay() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"status\":503,\"lateMillis\":3600000}"
                .formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        Grant grant = grantOf(request);
        grants().release(grant.id(), grant.principal());
        grants().takeBack(request);
        assertOver(request);
        return grant;
    }

    private static void nobodyMayLook() {
        fault("{\"path\":\"%s\",\"status\":403}".formatted(EXPLICIT));
    }

    private static int callsInSixHours() {
        int before = context.bitbucket().outcomes().size();
        for (int minute = 0; minute < MINUTES; minute++) {
            pass(MINUTE);
            sweep();
        }
        return context.bitbucket().outcomes().size() - before;
    }

    @Test
    void aWatchedPairThatCannotBeReadIsTriedLessAndLessOften() {
        overWhileAWriteIsOnItsWay();
        nobodyMayLook();
        context.bitbucket().call("POST", "late-writes", "");

        assertThat(callsInSixHours()).isBetween(8, 20);

        assertThat(explicit("ada")).isEqualTo("write");
        context.bitbucket().clearFaults();
        pass(HOUR);
        sweep();
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void whatIsHalfDoneAndCannotBeReadIsTriedLessAndLessOftenAndOnceAtATime() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"%s\",\"count\":1,\"reset\":\"AFTER\"}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        nobodyMayLook();
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);

        assertThat(callsInSixHours()).isBetween(8, 20);

        context.bitbucket().clearFaults();
        assertThat(explicit("ada")).isEqualTo("write");
        pass(HOUR);
        sweep();
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void anOrderIsNotConfirmedByALookThatProvesNothing() {
        Grant grant = overWhileAWriteIsOnItsWay();
        ByHandOrder order = new ByHandOrder(
                grant.principal(), grant.resource(), grant.account(), null, "Take it away.", "administrators");
        context.bean(ByHandRepairs.class).ask(order, "write");

        pass(MINUTE);
        sweep();

        assertThat(context.bean(ByHandOrders.class).search(new ByHandQuery(null, null, null, 50)))
                .singleElement()
                .satisfies(asked -> assertThat(asked.state()).isEqualTo(ByHandState.OPEN));
    }
}
