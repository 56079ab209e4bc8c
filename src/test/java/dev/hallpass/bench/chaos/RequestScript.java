package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Watch.Followed;
import dev.hallpass.bench.chaos.Watch.Seen;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Plays one request from the question to its end: as requester, approvers, holder and owner. */
final class RequestScript {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    private final Theatre theatre;
    private final Plan plan;
    private final LateLease lease;
    private final String person;

    RequestScript(Theatre theatre, Plan plan) {
        this.theatre = theatre;
        this.plan = plan;
        this.lease = new LateLease(plan.pair());
        this.person = plan.pair().pair().person();
    }

    /** Plays it; returns when the request is over, or at once if it waits to lapse. */
    void play() throws InterruptedException {
        if (plan.mayBeApprovedByRule()) {
            lease.begun();
        }
        Followed request = ask();
        if (request == null) {
            lease.end();
            return;
        }
        Seen seen = decide(request);
        if (plan.answer() == Plan.Answer.IGNORE && !seen.isOver() && !seen.isActive()) {
            return;
        }
        if (seen.isActive()) {
            new HeldGrant(theatre, plan, lease).play(request, seen.grant());
        }
        seen = theatre.await(request, plan, Seen::isOver);
        theatre.report().count("requests " + seen.state());
        lease.end();
    }

    private @Nullable Followed ask() throws InterruptedException {
        ApiClient.Response answer = theatre.calls()
                .post(
                        person,
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(Map.of(
                                        "resource", plan.pair().pair().place().path(), "role", plan.role())),
                                "duration",
                                plan.duration().toString(),
                                "justification",
                                "Step " + plan.name()),
                        "ask-" + plan.name());
        if (answer.status() == ACCEPTED) {
            return theatre.accept(
                    "requests accepted", plan.name(), answer.json().path("id").asString());
        }
        theatre.expect("question", plan, answer, CONFLICT);
        theatre.report().count("requests refused at once");
        return null;
    }

    /** Until it is in force or over, or nobody wants to decide it. */
    private Seen decide(Followed request) throws InterruptedException {
        if (plan.answer() == Plan.Answer.CANCEL) {
            TimeUnit.MILLISECONDS.sleep(plan.pause().toMillis() / 4);
            ApiClient.Response answer = theatre.calls()
                    .post(person, "/api/v1/requests/%s/cancel".formatted(request.id()), null, "cancel-" + plan.name());
            theatre.expect("cancel", plan, answer, OK, CONFLICT);
        }
        if (plan.answer() == Plan.Answer.IGNORE) {
            return theatre.await(request, plan, seen -> seen.isActive() || seen.isOver() || seen.waiting() != null);
        }
        return new Decisions(theatre, plan, lease)
                .decide(request, plan.answer() != Plan.Answer.DENY, seen -> seen.isActive() || seen.isOver());
    }
}
