package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.approval.ApprovalRoutes;
import dev.hallpass.approval.Approvals;
import dev.hallpass.approval.StepState;
import dev.hallpass.approval.Verdict;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.PolicyOutcome.Routed;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.policy.StepTimes;
import dev.hallpass.policy.Terms;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestEvaluation;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody is not active any more. */
class LeaversTest extends AccessTest {

    private static final Duration SWEEP_GRACE = Duration.ofSeconds(3);

    @AfterEach
    void returns() {
        context.jdbc()
                .sql("update principal set active = true, leaving = false where id in ('ada', 'ken')")
                .update();
    }

    private static void leaves(String person) {
        context.jdbc()
                .sql("update principal set active = false, leaving = true where id = ?")
                .param(person)
                .update();
    }

    private static void endAll() {
        context.bean(Leavers.class).endAll();
    }

    private static RequestState state(RequestId request) {
        return context.bean(AccessRequests.class).require(request).state();
    }

    private static List<String> leaving() {
        return context.jdbc()
                .sql("select id from principal where leaving")
                .query(String.class)
                .list();
    }

    @Test
    void everythingIsTakenWithReasonLeaver() {
        List<Grant> granted = Stream.of(PAYMENTS, "web-shop", "docs-site")
                .map(repository -> context.granted("ada", repository, "write", HOUR))
                .toList();
        Grant others = context.granted("ken", PAYMENTS, "write", HOUR);
        leaves("ada");

        endAll();
        granted.forEach(grant -> assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class));

        for (Grant grant : granted) {
            assertOver(grant.request());
            assertThat(grantOf(grant.request()).endReason()).isEqualTo(EndReason.LEAVER);
        }
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(grantOf(others.request()).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(leaving()).isEmpty();
    }

    @Test
    void grantsThatOverlapCostOneWrite() {
        Grant read = context.granted("ada", PAYMENTS, "read", HOUR);
        Grant write = context.granted("ada", PAYMENTS, "write", HOUR);
        Grant admin = context.granted("ada", PAYMENTS, "admin", HOUR);
        leaves("ada");
        int before = context.bitbucket().outcomes().size();

        endAll();
        Stream.of(read, write, admin).forEach(grant -> grants().takeBack(grant.request()));

        List<String> calls = context.bitbucket().outcomes();
        assertThat(calls.subList(before, calls.size()))
                .as("read, taken away, read back")
                .containsExactlyInAnyOrder("GET 200", "DELETE 204", "GET 200");
        assertThat(explicit("ada")).isEqualTo("none");
    }

    private static boolean isAnythingLeft(String person) {
        return context.jdbc()
                .sql("select exists (select 1 from access_grant where principal_id = ? and state <> 'ENDED')")
                .param(person)
                .query(Boolean.class)
                .single();
    }

    /** Several dozen overlap on each repository. */
    @Test
    void twoHundredGrantsAreTakenWithAsManyWritesAsThereAreRepositories() {
        List<String> repositories = context.jdbc()
                .sql("select name from resource where kind = 'REPOSITORY' and vanished_at is null order by name")
                .query(String.class)
                .list();
        List<Grant> granted = IntStream.range(0, 200)
                .mapToObj(i -> context.granted(
                        "ada",
                        repositories.get(i % repositories.size()),
                        i / repositories.size() % 2 == 0 ? "read" : "write",
                        HOUR))
                .toList();
        Grant others = context.granted("ken", PAYMENTS, "write", HOUR);
        leaves("ada");
        int before = context.bitbucket().outcomes().size();

        endAll();
        pass(SWEEP_GRACE.plusSeconds(1));
        for (int i = 0; i < 10 && isAnythingLeft("ada"); i++) {
            sweep();
        }

        List<String> calls = context.bitbucket().outcomes();
        calls = calls.subList(before, calls.size());
        assertThat(calls.stream().filter("DELETE 204"::equals)).hasSameSizeAs(repositories);
        assertThat(calls.stream().filter("GET 200"::equals)).hasSizeLessThanOrEqualTo(2 * repositories.size());
        assertThat(calls).containsOnly("DELETE 204", "GET 200");
        assertThat(granted).allSatisfy(grant -> {
            assertOver(grant.request());
            assertThat(grantOf(grant.request()).endReason()).isEqualTo(EndReason.LEAVER);
        });
        assertThat(repositories)
                .hasSizeGreaterThan(2)
                .allSatisfy(repository -> assertThat(context.bitbucket().explicit(repository, "557058:ada"))
                        .isEqualTo("none"));
        assertThat(grantOf(others.request()).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(explicit("ken")).isEqualTo("write");
    }

    @Test
    void whatTheyWaitForIsWithdrawn() {
        RequestId asked = context.ask("ada", PAYMENTS, "write", HOUR);
        RequestId agreed = context.approved("ada", "web-shop", "write", HOUR);
        leaves("ada");

        endAll();

        for (RequestId request : List.of(asked, agreed)) {
            AccessRequest over = context.bean(AccessRequests.class).require(request);
            assertThat(over.state()).isEqualTo(RequestState.CANCELLED);
            assertThat(over.reason()).contains("ada", "not active");
        }
        assertThat(leaving()).isEmpty();
    }

    @Test
    void nobodyIsAskedToDecideWhatLeaversWaitFor() {
        Approvals approvals = context.bean(Approvals.class);
        RequestId asked = awaitsApproval("ada");
        assertThat(approvals.waitingFor(context.person("grace"), null, null, 50))
                .containsExactly(asked);
        leaves("ada");

        endAll();

        assertThat(approvals.waitingFor(context.person("grace"), null, null, 50))
                .isEmpty();
        assertThat(approvals.stepsOf(asked))
                .singleElement()
                .satisfies(step -> assertThat(step.state()).isEqualTo(StepState.CLOSED));
        assertThatThrownBy(() -> approvals.decide(asked, new PrincipalId("grace"), Verdict.APPROVE, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(ProblemKind.CONFLICT));
    }

    private static RequestId awaitsApproval(String person) {
        RequestId request = context.ask(person, PAYMENTS, "write", HOUR);
        ApprovalRoutes routes = context.bean(ApprovalRoutes.class);
        RouteStep step = new RouteStep(
                "Owner", Set.of(new PrincipalId("grace")), Set.of(), new StepTimes(HOUR, HOUR.multipliedBy(2), null));
        context.inTransaction(() -> {
            context.bean(AccessRequests.class).evaluated(request, context.evaluation(RequestEvaluation.Outcome.ROUTED));
            return routes.openRoute(
                    request,
                    new Routed("tested-rule", "reason", List.of(step), new Terms(HOUR, false, null, List.of())));
        });
        routes.openNextStep(request);
        return request;
    }

    @Test
    void whatIsHalfWrittenNeverComesIntoForce() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}");
        try {
            grants().provision(request);
        } catch (AccessDelayedException e) {
            // It is tried again, but they leave before that.
        }
        leaves("ada");

        endAll();
        pass(HOUR);
        sweep();

        assertThat(state(request)).isEqualTo(RequestState.FAILED);
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(leaving()).isEmpty();
    }

    private static Pair booked(RequestId request) {
        context.bean(GrantOpening.class).open(request);
        Grant grant = grantOf(request);
        return new Pair(grant.principal(), grant.resource(), grant.account());
    }

    @Test
    void whatOneIsJustGettingHoldsUpNobodyElse() {
        Pair busy = booked(context.approved("ada", PAYMENTS, "write", HOUR));
        Grant had = context.granted("ken", PAYMENTS, "write", HOUR);
        leaves("ada");
        leaves("ken");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            context.bean(PairLock.class).holding(busy, () -> {
                threads.execute(LeaversTest::endAll);
                Awaitility.await().until(() -> grantOf(had.request()).state() == GrantState.REVOKING);
                return true;
            });
        }

        assertThat(leaving()).isEmpty();
    }

    @Test
    void whatIsBusyHoldsUpNothingElseThatTheSameOneIsGetting() {
        context.restart(Map.of("hallpass.access.lock-timeout", "PT0.3S"));
        RequestId first = context.approved("ada", PAYMENTS, "write", HOUR);
        RequestId second = context.approved("ada", "web-shop", "write", HOUR);
        Pair busy = booked(first);
        booked(second);
        leaves("ada");

        try {
            context.bean(PairLock.class).holding(busy, () -> {
                CompletableFuture.runAsync(LeaversTest::endAll).join();
                return true;
            });

            assertThat(state(second)).isEqualTo(RequestState.FAILED);
            assertThat(state(first)).isEqualTo(RequestState.PROVISIONING);
            assertThat(leaving()).containsExactly("ada");
            endAll();
            assertThat(state(first)).isEqualTo(RequestState.FAILED);
            assertThat(leaving()).isEmpty();
        } finally {
            context.restart();
        }
    }

    @Test
    void thoseWhoStayKeepWhatTheyHave() {
        Grant grant = context.granted("ken", PAYMENTS, "write", HOUR);

        endAll();

        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.ACTIVE);
    }
}
