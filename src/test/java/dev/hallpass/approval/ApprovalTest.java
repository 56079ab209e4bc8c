package dev.hallpass.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.DomainContext;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.PolicyOutcome.Routed;
import dev.hallpass.policy.RouteStep;
import dev.hallpass.policy.StepTimes;
import dev.hallpass.policy.Terms;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import dev.hallpass.request.RequestEvaluation;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestSubmission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of approvals have in common: one context, and people who ask and decide in it. */
abstract class ApprovalTest {

    static final PrincipalId GRACE = new PrincipalId("grace");
    static final PrincipalId ALAN = new PrincipalId("alan");
    static final PrincipalId LINUS = new PrincipalId("linus");
    static final StepTimes TIMES = new StepTimes(Duration.ofHours(4), Duration.ofDays(2), null);
    static final RouteStep OWNER = new RouteStep("Owner", Set.of(GRACE, ALAN), Set.of(), TIMES);
    static final RouteStep SECURITY = new RouteStep("Security", Set.of(GRACE), Set.of("security"), TIMES);

    @SuppressWarnings("NullAway.Init") // before all tests
    static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void clear() {
        context.clear();
    }

    static Approvals approvals() {
        return context.bean(Approvals.class);
    }

    static ApprovalRoutes routes() {
        return context.bean(ApprovalRoutes.class);
    }

    static AccessRequest request(RequestId id) {
        return context.bean(AccessRequests.class).require(id);
    }

    static RequestId routed(String requester, String beneficiary, RouteStep... steps) {
        RequestSubmission own = context.submission(requester, "payments-api", "write", Duration.ofHours(1));
        RequestId id = context.bean(AccessRequests.class)
                .submit(new RequestSubmission(
                        own.requester(),
                        context.person(beneficiary),
                        own.resource(),
                        own.role(),
                        own.duration(),
                        own.wholeDuration(),
                        own.justification(),
                        null));
        context.inTransaction(() -> {
            context.bean(AccessRequests.class).evaluated(id, context.evaluation(RequestEvaluation.Outcome.ROUTED));
            return routes().openRoute(
                            id,
                            new Routed(
                                    "tested-rule",
                                    "reason",
                                    List.of(steps),
                                    new Terms(Duration.ofHours(1), false, null, List.of())));
        });
        return id;
    }

    static ApprovalStep open(RequestId id) {
        return ((NextStep.Waiting) routes().openNextStep(id)).step();
    }

    static RequestId waiting(RouteStep... steps) {
        RequestId id = routed("ada", "ada", steps);
        open(id);
        return id;
    }

    static List<ProcessCommand> commands(RequestId id) {
        return context.inTransaction(() -> context.bean(ProcessOutbox.class).take(1000)).stream()
                .map(ProcessOutbox.Entry::command)
                .filter(command -> command.request().equals(id) && !(command instanceof ProcessCommand.Start))
                .toList();
    }

    static long events(RequestId id, String type) {
        return context.jdbc()
                .sql("select count(*) from audit_event where request_id = ? and type = ?")
                .params(id.value(), type)
                .query(Long.class)
                .single();
    }

    static void assertRefused(ProblemKind kind, Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.kind()).isEqualTo(kind));
    }
}
