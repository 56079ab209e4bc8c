package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.request.RequestId;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that people change: Hallpass tells what to do, writes nothing, and believes what it reads back. */
class ByHandLedgerTest extends AccessTest {

    @BeforeAll
    static void settings() {
        context.restart(Map.of("hallpass.applications[0].fulfilment", "BY_HAND"));
    }

    private static void assertNothingIsWritten() {
        assertThat(context.bitbucket().outcomes())
                .noneMatch(call -> call.startsWith("PUT") || call.startsWith("DELETE"));
    }

    @Test
    void aGrantIsInForceWhenItIsReadBackAndOverWhenItIsReadToBeGone() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);

        assertThat(grants().provision(request)).isInstanceOfSatisfying(Provisioned.ByHand.class, told -> {
            assertThat(told.order().role()).isEqualTo("write");
            assertThat(told.order().account()).isEqualTo("557058:ada");
            assertThat(told.order().instruction()).contains("write", "payments-api");
        });
        assertThat(grants().provision(request)).as("not done yet").isInstanceOf(Provisioned.ByHand.class);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        byHand("ada", "write");
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);

        pass(HOUR);
        assertThat(grants().takeBack(request))
                .isInstanceOfSatisfying(
                        TakenBack.ByHand.class,
                        told -> assertThat(told.order().role()).isNull());
        assertThat(grantOf(request).state()).isEqualTo(GrantState.REVOKING);
        byHand("ada", "none");
        assertThat(grants().takeBack(request)).isInstanceOf(TakenBack.Gone.class);

        assertOver(request);
        assertNothingIsWritten();
        assertThat(grants().receipts(grantOf(request).id()))
                .extracting(Receipt::means)
                .containsExactly(ReceiptMeans.BY_HAND, ReceiptMeans.BY_HAND);
    }

    @Test
    void whatThePersonDidIsNoDriftAndTheStandingRoleComesBack() {
        byHand("ada", "read");
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        grants().provision(request);
        byHand("ada", "write");
        grants().provision(request);

        pass(HOUR);
        assertThat(grants().takeBack(request))
                .isInstanceOfSatisfying(
                        TakenBack.ByHand.class,
                        told -> assertThat(told.order().role()).isEqualTo("read"));
        byHand("ada", "read");
        assertThat(grants().takeBack(request)).isInstanceOf(TakenBack.Gone.class);

        assertThat(events(request)).doesNotContain("access.baseline-changed");
        assertThat(context.jdbc()
                        .sql("select count(*) from drift_finding")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
