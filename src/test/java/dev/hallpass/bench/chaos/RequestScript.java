package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Watch.Followed;
import dev.hallpass.bench.chaos.Watch.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plays one request from the question to its end: as requester, approvers, holder and owner. */
final class RequestScript {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ACCEPTED = 202;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final Plan plan;
    private final Calls calls;
    private final Watch watch;
    private final HandChanges hands;
    private final Report report;
    private final Set<UUID> accepted;
    private final String person;
    private PairState.@Nullable Lease lease;

    private RequestScript(Plan plan, Calls calls, Watch watch, HandChanges hands, Report report, Set<UUID> accepted) {
        this.plan = plan;
        this.calls = calls;
        this.watch = watch;
        this.hands = hands;
        this.report = report;
        this.accepted = accepted;
        this.person = plan.pair().pair().person();
    }

    /** All scripts of a run, and the requests that they made. */
    static final class Theatre {

        private final Calls calls;
        private final Watch watch;
        private final HandChanges hands;
        private final Report report;
        private final Set<UUID> accepted = ConcurrentHashMap.newKeySet();

        Theatre(Calls calls, Watch watch, HandChanges hands, Report report) {
            this.calls = calls;
            this.watch = watch;
            this.hands = hands;
            this.report = report;
        }

        /** Plays it; returns when the request is over, or at once if it waits to lapse. */
        void play(Plan plan) throws InterruptedException {
            RequestScript script = new RequestScript(plan, calls, watch, hands, report, accepted);
            try {
                script.play();
            } catch (Calls.NoAnswerException e) {
                report.step("step %d: gave up".formatted(plan.step()));
            }
        }

        Set<UUID> accepted() {
            return accepted;
        }
    }

    private void play() throws InterruptedException {
        if (plan.mayBeApprovedByRule()) {
            lease();
        }
        Followed request = ask();
        if (request == null) {
            endLease();
            return;
        }
        Seen seen = decide(request);
        if (plan.answer() == Plan.Answer.IGNORE && !seen.isOver() && !seen.isActive()) {
            return;
        }
        if (seen.isActive()) {
            hold(request, seen);
        }
        seen = await(request, Seen::isOver);
        report.count("requests " + seen.state());
        endLease();
    }

    private PairState.Lease lease() throws InterruptedException {
        PairState.Lease held = lease;
        if (held == null) {
            held = plan.pair().begin();
            lease = held;
        }
        return held;
    }

    private void endLease() {
        if (lease != null) {
            lease.end();
        }
    }

    private @Nullable Followed ask() throws InterruptedException {
        ApiClient.Response answer = calls.post(
                person,
                "/api/v1/requests",
                Map.of(
                        "entitlements",
                        List.of(Map.of(
                                "resource", plan.pair().pair().place().path(),
                                "role", plan.role())),
                        "duration",
                        plan.duration().toString(),
                        "justification",
                        "Step " + plan.step()),
                "ask-" + plan.step());
        if (answer.status() == ACCEPTED) {
            return accept("requests accepted", answer);
        }
        if (answer.status() == CONFLICT) {
            report.count("requests refused at once");
        } else {
            report.wrong("answer", "%s -> %d %s".formatted(plan, answer.status(), answer.text()));
        }
        return null;
    }

    private Followed accept(String what, ApiClient.Response answer) {
        UUID id = UUID.fromString(answer.json().path("id").asString());
        accepted.add(id);
        report.count(what);
        report.step("step %d: %s %s".formatted(plan.step(), what, id));
        return watch.follow(id);
    }

    private static String id(Followed request) {
        return request.id().toString();
    }

    private Seen await(Followed request, Predicate<Seen> so) throws InterruptedException {
        Seen seen = request.await(so, PATIENCE);
        if (!so.test(seen)) {
            report.wrong("stuck", "%s (%s) is %s".formatted(id(request), plan, seen.state()));
            throw new Calls.NoAnswerException("stuck");
        }
        return seen;
    }

    /** Until it is in force or over, or nobody wants to decide it. */
    private Seen decide(Followed request) throws InterruptedException {
        if (plan.answer() == Plan.Answer.CANCEL) {
            TimeUnit.MILLISECONDS.sleep(plan.pause().toMillis() / 4);
            int status = calls.post(person, "/api/v1/requests/%s/cancel".formatted(id(request)), null, key("cancel"))
                    .status();
            expect("cancel", status, 200, CONFLICT);
        }
        if (plan.answer() == Plan.Answer.IGNORE) {
            return await(request, seen -> seen.isActive() || seen.isOver() || seen.waiting() != null);
        }
        Seen seen = await(request, now -> now.isActive() || now.isOver() || now.waiting() != null);
        while (!seen.isActive() && !seen.isOver()) {
            Integer position = seen.waiting();
            if (position != null) {
                decideStep(request, position, plan.answer() != Plan.Answer.DENY);
            }
            seen = await(
                    request,
                    now -> now.isActive()
                            || now.isOver()
                            || (now.waiting() != null && !now.waiting().equals(position)));
        }
        return seen;
    }

    private void decideStep(Followed request, int position, boolean agreed) throws InterruptedException {
        lease().move();
        String path = "/api/v1/requests/%s/decisions".formatted(id(request));
        if (plan.answer() == Plan.Answer.TRY_ONESELF) {
            expect(
                    "decision of one's own",
                    calls.post(person, path, Map.of("decision", "APPROVE"), key("own-" + position))
                            .status(),
                    FORBIDDEN,
                    CONFLICT);
        }
        List<String> deciders = position == 0 ? ChaosCompany.OWNERS : ChaosCompany.SECURITY;
        ApiClient.Response answer = calls.post(
                deciders.get(plan.approver()),
                path,
                Map.of("decision", agreed ? "APPROVE" : "DENY"),
                "decide-%s-%d".formatted(id(request), position));
        expect("decision", answer.status(), 200, CONFLICT);
        report.count(agreed ? "decisions APPROVE" : "decisions DENY");
    }

    private void hold(Followed request, Seen active) throws InterruptedException {
        lease().rest();
        String byHand = plan.byHand();
        if (byHand != null) {
            hands.change(plan.step(), plan.pair(), byHand, true);
        }
        String grant = "/api/v1/grants/" + active.grant();
        if (plan.after() == Plan.After.NOTHING) {
            return;
        }
        TimeUnit.MILLISECONDS.sleep(plan.pause().toMillis());
        lease().move();
        switch (plan.after()) {
            case RELEASE -> {
                int status = calls.post(person, grant + "/release", null, key("release"))
                        .status();
                expect("release", status, ACCEPTED, CONFLICT);
                report.count("releases");
            }
            case REVOKE -> {
                String owner = ChaosCompany.OWNERS.get(plan.approver());
                int status = calls.post(owner, grant + "/revoke", null, key("revoke"))
                        .status();
                expect("revocation", status, ACCEPTED, CONFLICT);
                report.count("revocations by an owner");
            }
            default -> extend(request, grant);
        }
    }

    private void extend(Followed request, String grant) throws InterruptedException {
        ApiClient.Response answer = calls.post(
                person,
                grant + "/extend",
                Map.of("duration", plan.extendBy().toString(), "justification", "Step " + plan.step()),
                key("extend"));
        if (answer.status() != ACCEPTED) {
            expect("extension", answer.status(), CONFLICT);
            report.count("extensions refused at once");
            lease().rest();
            return;
        }
        Followed extension = accept("extensions accepted", answer);
        Seen seen = await(extension, now -> now.isOver() || now.waiting() != null);
        while (!seen.isOver()) {
            Integer position = seen.waiting();
            if (position != null) {
                decideStep(extension, position, plan.extensionAgreed());
            }
            seen = await(
                    extension,
                    now -> now.isOver()
                            || (now.waiting() != null && !now.waiting().equals(position)));
        }
        report.count("extensions " + seen.state());
        if (!request.seen().isOver()) {
            lease().rest();
        }
    }

    private String key(String what) {
        return "%s-%d".formatted(what, plan.step());
    }

    private void expect(String what, int status, int... expected) {
        for (int one : expected) {
            if (one == status) {
                return;
            }
        }
        report.wrong("answer", "%s in %s -> %d".formatted(what, plan, status));
    }
}
