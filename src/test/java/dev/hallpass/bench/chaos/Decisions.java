package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Watch.Followed;
import dev.hallpass.bench.chaos.Watch.Seen;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The people who decide one request, step by step. */
final class Decisions {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final Theatre theatre;
    private final Plan plan;
    private final LateLease lease;

    Decisions(Theatre theatre, Plan plan, LateLease lease) {
        this.theatre = theatre;
        this.plan = plan;
        this.lease = lease;
    }

    /** Until it is as wanted: each step that waits is decided the same way. */
    Seen decide(Followed request, boolean agreed, Predicate<Seen> done) throws InterruptedException {
        Seen seen = theatre.await(request, plan, now -> done.test(now) || now.waiting() != null);
        while (!done.test(seen)) {
            Integer position = seen.waiting();
            if (position != null) {
                decideStep(request, position, agreed);
            }
            seen = theatre.await(
                    request,
                    plan,
                    now -> done.test(now)
                            || (now.waiting() != null && !now.waiting().equals(position)));
        }
        return seen;
    }

    private void decideStep(Followed request, int position, boolean agreed) throws InterruptedException {
        lease.begun().move();
        String path = "/api/v1/requests/%s/decisions".formatted(request.id());
        if (plan.answer() == Plan.Answer.TRY_ONESELF) {
            ApiClient.Response own = theatre.calls()
                    .post(
                            plan.pair().pair().person(),
                            path,
                            Map.of("decision", "APPROVE"),
                            "own-%s-%d".formatted(plan.name(), position));
            theatre.expect("decision of one's own", plan, own, FORBIDDEN, CONFLICT);
        }
        ApiClient.Response answer = theatre.calls()
                .post(
                        deciders(position).get(plan.approver()),
                        path,
                        Map.of("decision", agreed ? "APPROVE" : "DENY"),
                        "decide-%s-%d".formatted(request.id(), position));
        theatre.expect("decision", plan, answer, OK, CONFLICT);
        theatre.report().count(agreed ? "decisions APPROVE" : "decisions DENY");
    }

    static List<String> deciders(int position) {
        return position == 0 ? ChaosCompany.OWNERS : ChaosCompany.SECURITY;
    }
}
