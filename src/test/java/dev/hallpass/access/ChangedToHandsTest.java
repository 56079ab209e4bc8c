package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.catalog.DiscoveryRun;
import dev.hallpass.request.RequestId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Groups go over to central administration while somebody has access by one: in the middle of a change, when it is
 * already noted what is to be written, the application says that it is for people to do.
 */
class ChangedToHandsTest extends AccessTest {

    private static final String GROUP = "devs";

    @BeforeEach
    void aGroup() {
        context.bitbucket().call("PUT", "groups/" + GROUP, "{\"name\": \"devs\"}");
        DiscoveryRun.of(context.application());
    }

    @AfterEach
    void administeredAsBefore() {
        context.bitbucket().quirks("{\"adminHubMigrated\":false}");
    }

    private static void goOverToCentralAdministration() {
        context.bitbucket().quirks("{\"adminHubMigrated\":true}");
    }

    private static void putIn(String person) {
        change("PUT", person);
    }

    private static void takeOut(String person) {
        change("DELETE", person);
    }

    /** What an administrator does centrally. */
    private static void change(String method, String person) {
        context.bitbucket().quirks("{\"adminHubMigrated\":false}");
        context.bitbucket().call(method, "groups/" + GROUP + "/members/557058:" + person, "");
        goOverToCentralAdministration();
    }

    private static List<ReceiptMeans> means(RequestId request) {
        return grants().receipts(grantOf(request).id()).stream()
                .map(Receipt::means)
                .toList();
    }

    private static long findings() {
        return context.jdbc()
                .sql("select count(*) from drift_finding")
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasGivenByHallpassIsTakenBackByAPersonAndReadBack() {
        Grant grant = context.granted("ada", GROUP, "member", HOUR);
        goOverToCentralAdministration();
        pass(HOUR);

        assertThat(grants().takeBack(grant.request())).isInstanceOfSatisfying(TakenBack.ByHand.class, told -> {
            assertThat(told.order().role()).isNull();
            assertThat(told.order().account()).isEqualTo("557058:ada");
            assertThat(told.order().instruction()).contains("admin.atlassian.com", GROUP);
        });
        assertThat(grants().takeBack(grant.request())).as("not done yet").isInstanceOf(TakenBack.ByHand.class);
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        takeOut("ada");
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);

        assertOver(grant.request());
        assertThat(means(grant.request())).containsExactly(ReceiptMeans.WRITE, ReceiptMeans.BY_HAND);
        assertThat(grants().receipts(grant.id()).getLast().left()).isEqualTo(Residual.NO);
        assertThat(events(grant.request())).doesNotContain("access.baseline-changed");
        assertThat(findings()).isZero();
    }

    @Test
    void whatWasToBeGivenIsGivenByAPersonAndIsNotTakenForStandingAccess() {
        goOverToCentralAdministration();
        RequestId request = context.approved("ada", GROUP, "member", HOUR);

        assertThat(grants().provision(request)).isInstanceOf(Provisioned.ByHand.class);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.PROVISIONING);
        putIn("ada");
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        pass(HOUR);
        assertThat(grants().takeBack(request))
                .isInstanceOfSatisfying(
                        TakenBack.ByHand.class,
                        told -> assertThat(told.order().role()).isNull());
        takeOut("ada");
        assertThat(grants().takeBack(request)).isInstanceOf(TakenBack.Gone.class);

        assertOver(request);
        assertThat(means(request)).containsExactly(ReceiptMeans.BY_HAND, ReceiptMeans.BY_HAND);
    }

    @Test
    void whatBitbucketDoesAgainByItselfNeedsNobody() {
        Grant grant = context.granted("ada", GROUP, "member", HOUR);
        goOverToCentralAdministration();
        pass(HOUR);
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.ByHand.class);

        administeredAsBefore();
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);

        assertOver(grant.request());
        assertThat(means(grant.request())).containsExactly(ReceiptMeans.WRITE, ReceiptMeans.WRITE);
    }
}
