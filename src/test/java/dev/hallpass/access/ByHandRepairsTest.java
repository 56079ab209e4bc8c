package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.catalog.PermissionDifference;
import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What was changed by hand, or half done, in an application that Hallpass only reads: people put it right. */
class ByHandRepairsTest extends AccessTest {

    private static final PrincipalId LINUS = new PrincipalId("linus");

    private final Observed observed = new Observed(context);

    @BeforeAll
    static void settings() {
        restartWith("RESTORE");
    }

    @BeforeEach
    void forgetWhatWasObserved() {
        observed.clear();
        context.jdbc().sql("delete from by_hand_order").update();
    }

    private static void restartWith(String drift) {
        context.restart(Map.of(
                "hallpass.applications[0].fulfilment", "BY_HAND",
                "hallpass.applications[0].fulfillers", "security",
                "hallpass.applications[0].drift", drift,
                "hallpass.access.drift-confirmation", "PT3S"));
    }

    private static Grant inForce(String person) {
        RequestId request = context.approved(person, PAYMENTS, "write", HOUR);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.ByHand.class);
        byHand(person, "write");
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.InForce.class);
        return grantOf(request);
    }

    private static List<BookedOrder> repairs() {
        return context.bean(ByHandOrders.class).search(new ByHandQuery(null, null, null, 50)).stream()
                .filter(order -> order.purpose() == ByHandPurpose.REPAIR)
                .toList();
    }

    private static BookedOrder repair() {
        return repairs().getFirst();
    }

    private static void report(BookedOrder order) {
        context.bean(ByHandReports.class).report(order.id(), LINUS, ByHandOutcome.DONE, null);
    }

    private static void look() {
        sweep();
        context.bean(DriftOrders.class).carryOut();
    }

    private static DriftFinding finding() {
        return context.bean(DriftFindings.class)
                .search(new DriftQuery(null, null, null, null, null, null, 50))
                .getFirst();
    }

    private void added(String person) {
        String account = "557058:" + person;
        byHand(person, "write");
        var repository = context.repository(PAYMENTS).id();
        observed.holds(
                repository,
                HolderKind.ACCOUNT,
                account,
                "write",
                context.clock().instant());
        observed.read(repository, false, new PermissionDifference(HolderKind.ACCOUNT, account, null, "write"));
    }

    private static List<String> eventsOf(UUID order) {
        return context.jdbc()
                .sql("select type from audit_event where details ->> 'order' = ? order by id")
                .param(order.toString())
                .query(String.class)
                .list();
    }

    private static @Nullable String written(String person) {
        return context.jdbc()
                .sql("select type from audit_event where type = 'access.permission-written' and principal = ? limit 1")
                .param(person)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    @Test
    void whatWasTakenFromAGrantIsGivenBackBySomebodyWhoIsAskedForIt() {
        Grant grant = inForce("ada");
        byHand("ada", "none");
        context.bean(AccessLedger.class).check(new Pair(grant.principal(), grant.resource(), grant.account()));
        pass(Duration.ofSeconds(3));
        look();

        assertThat(repairs()).hasSize(1);
        assertThat(repair().state()).isEqualTo(ByHandState.OPEN);
        assertThat(repair().request()).isEqualTo(grant.request());
        assertThat(repair().order().role()).isEqualTo("write");
        assertThat(context.metric("hallpass.byhand.open")).isEqualTo(1);

        report(repair());
        pass(Duration.ofMinutes(10));
        look();
        assertThat(repair().state()).as("it was not done").isEqualTo(ByHandState.OPEN);
        assertThat(repair().repeats()).isEqualTo(1);
        assertThat(repair().found()).isNull();

        byHand("ada", "write");
        report(repair());
        look();

        assertThat(repair().state()).isEqualTo(ByHandState.CONFIRMED);
        assertThat(finding().state()).isEqualTo(DriftState.RESOLVED);
        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(eventsOf(repair().id()))
                .containsExactly(
                        "access.by-hand-asked",
                        "access.by-hand-reported",
                        "access.by-hand-asked",
                        "access.by-hand-reported");
    }

    @Test
    void whatWasToBeGivenBackIsNotAskedForAnyMoreWhenTheGrantEnds() {
        Grant grant = inForce("ada");
        byHand("ada", "none");
        context.bean(AccessLedger.class).check(new Pair(grant.principal(), grant.resource(), grant.account()));
        pass(Duration.ofSeconds(3));
        look();
        assertThat(repair().state()).isEqualTo(ByHandState.OPEN);

        grants().release(grant.id(), grant.principal());

        assertThat(repair().state()).isEqualTo(ByHandState.WITHDRAWN);
        grants().takeBack(grant.request());
        assertOver(grant.request());
    }

    @Test
    void whatWasAddedIsTakenAwayBySomebodyWhoIsAskedForIt() {
        restartWith("REVOKE");
        try {
            added("ken");
            pass(Duration.ofSeconds(3));
            look();

            assertThat(repairs()).hasSize(1);
            BookedOrder order = repair();
            assertThat(order.request()).as("nobody asked for it").isNull();
            assertThat(order.order().principal()).isEqualTo(new PrincipalId("ken"));
            assertThat(order.order().role()).isNull();
            assertThat(order.order().instruction()).contains("557058:ken", PAYMENTS);
            assertThat(finding().lastError()).contains("by hand");
            assertThatThrownBy(() -> context.bean(ByHandReports.class)
                            .report(order.id(), new PrincipalId("ken"), ByHandOutcome.DONE, null))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("for themselves");

            report(order);
            pass(Duration.ofMinutes(10));
            look();
            assertThat(repair().state()).isEqualTo(ByHandState.OPEN);
            assertThat(repair().found()).isEqualTo("write");

            byHand("ken", "none");
            report(repair());
            look();

            assertThat(repairs()).hasSize(1);
            assertThat(repair().state()).isEqualTo(ByHandState.CONFIRMED);
            assertThat(finding().resolution()).isEqualTo(DriftResolution.REVOKED);
            assertThat(written("ken")).as("Hallpass only reads").isNull();
        } finally {
            restartWith("RESTORE");
        }
    }

    @Test
    void whoIsAskedIsAskedAfterTheFindingIsFreeAgain() throws SQLException {
        restartWith("REVOKE");
        added("ken");
        pass(Duration.ofSeconds(3));
        look();
        report(repair());
        pass(Duration.ofMinutes(10));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = context.dataSource().getConnection()) {
            other.setAutoCommit(false);
            JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(other, true));
            client.sql("select id from by_hand_order for update").query().listOfRows();
            threads.execute(() -> context.bean(DriftOrders.class).carryOut());
            Awaitility.await()
                    .until(() -> context.jdbc()
                            .sql("select exists (select 1 from pg_stat_activity where datname = current_database()"
                                    + " and wait_event_type = 'Lock' and query like '%by_hand_order%')")
                            .query(Boolean.class)
                            .single());

            assertThat(client.sql("select id from drift_finding where state = 'OPEN' for update skip locked")
                            .query()
                            .listOfRows())
                    .as("findings that nobody holds while somebody is asked")
                    .hasSize(1);
            other.rollback();
        } finally {
            restartWith("RESTORE");
        }
    }

    @Test
    void nobodyPutsAnythingRightOnARepositoryThatIsGone() {
        inForce("ada");
        ByHandOrder order = new ByHandOrder(
                new PrincipalId("ken"),
                context.repository(PAYMENTS).id(),
                "557058:ken",
                null,
                "Take it away.",
                "security");
        context.bean(ByHandRepairs.class).ask(order, "write");
        context.jdbc()
                .sql("update resource set vanished_at = now() where name = ?")
                .param(PAYMENTS)
                .update();
        try {
            sweep();

            assertThat(repair().state()).isEqualTo(ByHandState.WITHDRAWN);
            assertThat(context.metric("hallpass.byhand.open")).isZero();
        } finally {
            context.jdbc()
                    .sql("update resource set vanished_at = null where name = ?")
                    .param(PAYMENTS)
                    .update();
        }
    }

    @Test
    void whatIsAcceptedNeedsNobodyAnyMore() {
        restartWith("REVOKE");
        try {
            added("ken");
            pass(Duration.ofSeconds(3));
            look();

            context.bean(DriftResolutions.class)
                    .decide(finding().id(), DriftResolution.ACCEPTED, new PrincipalId("grace"), null);

            assertThat(repair().state()).isEqualTo(ByHandState.WITHDRAWN);
            assertThat(explicit("ken")).isEqualTo("write");
        } finally {
            restartWith("RESTORE");
        }
    }

    @Test
    void whatWasHalfDoneForAWithdrawnRequestIsUndoneByHandAndReadBack() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.ByHand.class);
        byHand("ada", "write");

        context.bean(GrantUndoing.class).withdraw(request, new PrincipalId("ada"));

        assertThat(context.bean(AccessRequests.class).require(request).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(grantOf(request).state()).isEqualTo(GrantState.FAILED);
        assertThat(events(request)).contains("request.cancelled", "grant.failed");
        pass(Duration.ofMinutes(1));
        look();
        assertThat(repair().request()).isEqualTo(request);
        assertThat(repair().order().role()).isNull();
        byHand("ada", "none");
        pass(Duration.ofSeconds(3));
        report(repair());
        look();

        assertThat(repair().state()).isEqualTo(ByHandState.CONFIRMED);
        pass(Duration.ofMinutes(10));
        look();
        assertThat(repairs()).as("nothing is left to do").hasSize(1);
    }

    @Test
    void whatNobodyHasBegunNeedsNobodyWhenItIsWithdrawn() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.ByHand.class);

        context.bean(GrantUndoing.class).withdraw(request, new PrincipalId("ada"));
        pass(Duration.ofMinutes(1));
        look();

        assertThat(repairs()).isEmpty();
    }

    @Test
    void whatIsWithdrawnAgainIsLeftAlone() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        assertThat(grants().provision(request)).isInstanceOf(Provisioned.ByHand.class);
        context.bean(GrantUndoing.class).withdraw(request, new PrincipalId("ada"));

        context.bean(GrantUndoing.class).withdraw(request, new PrincipalId("ada"));

        assertThat(context.bean(AccessRequests.class).require(request).state()).isEqualTo(RequestState.CANCELLED);
    }
}
