package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.catalog.DiscoveryRun;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group is known by its name: one that was renamed looks deleted, but its members are in it still. */
class RenamedGroupTest extends AccessTest {

    private static final PrincipalId LINUS = new PrincipalId("linus");

    @BeforeAll
    static void settings() {
        context.restart(Map.of("hallpass.applications[0].fulfillers", "security"));
    }

    @BeforeEach
    void aGroup() {
        context.jdbc().sql("delete from by_hand_order").update();
        group("PUT", "groups/devs", "{\"name\": \"devs\"}");
        DiscoveryRun.of(context.application());
    }

    private static void group(String method, String path, String body) {
        context.bitbucket().call(method, path, body);
    }

    private static void rename(String... members) {
        group("PUT", "groups/developers", "{\"name\": \"developers\"}");
        for (String member : members) {
            group("PUT", "groups/developers/members/557058:" + member, "");
        }
        group("DELETE", "groups/devs", "");
    }

    private static List<BookedOrder> orders() {
        return context.bean(ByHandOrders.class).search(new ByHandQuery(null, null, null, 50));
    }

    private static BookedOrder report(BookedOrder order, ByHandOutcome outcome) {
        return context.bean(ByHandReports.class).report(order.id(), LINUS, outcome, "looked");
    }

    @Test
    void whenTheLedgerMissesTheGroupSomebodyIsAskedToLookForIt() {
        Grant grant = context.granted("ada", "devs", "member", HOUR);
        rename("ada");
        pass(HOUR);

        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);

        assertOver(grant.request());
        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.purpose()).isEqualTo(ByHandPurpose.CHECK);
            assertThat(order.state()).isEqualTo(ByHandState.OPEN);
            assertThat(order.request()).isEqualTo(grant.request());
            assertThat(order.order().fulfillers()).isEqualTo("security");
            assertThat(order.order().instruction()).contains("devs", "ada", "another name");
        });
        assertThat(events(grant.request())).containsOnlyOnce("access.by-hand-asked");
        Receipt receipt = grants().receipts(grant.id()).getLast();
        assertThat(receipt.means()).isEqualTo(ReceiptMeans.RESOURCE_GONE);
        assertThat(receipt.left()).as("nobody has seen that nothing is left").isEqualTo(Residual.UNKNOWN);
    }

    @Test
    void whenTheCatalogMissesItLikewiseAndOnce() {
        Grant first = context.granted("ada", "devs", "member", HOUR);
        Grant second = context.granted("ada", "devs", "member", HOUR.multipliedBy(2));
        Grant other = context.granted("ken", "devs", "member", HOUR);
        rename("ada", "ken");
        pass(Duration.ofMinutes(16));
        DiscoveryRun.of(context.application());
        sweep();
        sweep();

        List.of(first, second, other).forEach(grant -> assertOver(grant.request()));
        assertThat(orders())
                .hasSize(2)
                .extracting(order -> order.order().account())
                .doesNotHaveDuplicates();
    }

    @Test
    void oneWhereThatFailsHoldsUpNoOther() {
        group("PUT", "groups/ops", "{\"name\": \"ops\"}");
        DiscoveryRun.of(context.application());
        Grant one = context.granted("ada", "devs", "member", HOUR);
        Grant other = context.granted("ken", "ops", "member", HOUR);
        context.jdbc()
                .sql("update resource set vanished_at = now() where name in ('devs', 'ops')")
                .update();
        context.jdbc()
                .sql("update resource set application = 'not in the settings' where name = 'devs'")
                .update();

        sweep();

        assertOver(other.request());
        assertThat(grantOf(one.request()).state()).isEqualTo(GrantState.ACTIVE);
    }

    @Test
    void whoHasLookedSaysSoAndThatIsAll() {
        Grant grant = context.granted("ada", "devs", "member", HOUR);
        rename("ada");
        pass(HOUR);
        grants().takeBack(grant.request());
        BookedOrder order = orders().getFirst();

        assertThatThrownBy(() -> report(order, ByHandOutcome.IMPOSSIBLE)).isInstanceOf(ProblemException.class);
        BookedOrder reported = report(order, ByHandOutcome.DONE);

        assertThat(reported.state()).isEqualTo(ByHandState.CONFIRMED);
        assertThat(reported.reportedBy()).isEqualTo("linus");
        assertThat(events(grant.request())).contains("access.by-hand-reported");
        sweep();
        assertThat(orders()).hasSize(1);
    }

    @Test
    void aWriteThatGotNoAnswerMayBeLeftToo() {
        RequestId request = context.approved("ada", "devs", "member", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"members\",\"count\":1,\"reset\":\"AFTER\"}");
        assertThatThrownBy(() -> grants().provision(request)).isInstanceOf(AccessDelayedException.class);
        rename("ada");

        assertThat(grants().provision(request)).isInstanceOf(Provisioned.Failed.class);

        assertThat(orders()).singleElement().extracting(BookedOrder::purpose).isEqualTo(ByHandPurpose.CHECK);
    }

    @Test
    void nobodyIsAskedAboutWhoStoodInTheGroupBefore() {
        group("PUT", "groups/devs/members/557058:ada", "");
        Grant grant = context.granted("ada", "devs", "member", HOUR);
        rename("ada");
        pass(HOUR);

        grants().takeBack(grant.request());

        assertOver(grant.request());
        assertThat(orders()).isEmpty();
    }
}
