package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Watch.Followed;
import dev.hallpass.bench.chaos.Watch.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plays one bundle request from the question to the end of all its parts. */
final class BundleScript {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    private final Theatre theatre;
    private final BundlePlan plan;
    private final List<LateLease> leases;
    private final List<Followed> parts = new ArrayList<>();
    private String id = "";
    private int calls;

    BundleScript(Theatre theatre, BundlePlan plan) {
        this.theatre = theatre;
        this.plan = plan;
        this.leases =
                plan.parts().stream().map(part -> new LateLease(part.pair())).toList();
    }

    /** Plays it; returns when all parts are over, or at once if they wait to lapse. */
    void play() throws InterruptedException {
        for (LateLease lease : leases) {
            lease.begun();
        }
        if (!ask()) {
            leases.forEach(LateLease::end);
            return;
        }
        if (plan.answer() == Plan.Answer.CANCEL) {
            TimeUnit.MILLISECONDS.sleep(plan.common().pause().toMillis() / 2);
            theatre.expect("withdrawal", plan, post(plan.person(), "/cancel", null), OK, CONFLICT);
        }
        if (!settles()) {
            return;
        }
        hold();
        for (Followed part : parts) {
            Seen seen = theatre.await(part, plan, Seen::isOver);
            theatre.report().count("parts of bundles " + seen.state());
        }
        leases.forEach(LateLease::end);
    }

    private boolean ask() throws InterruptedException {
        Map<String, Object> body =
                new HashMap<>(Map.of("duration", plan.duration().toString(), "justification", "Step " + plan.step()));
        if (plan.name().isEmpty()) {
            body.put("mode", plan.holdsTogether() ? "ALL_OR_NOTHING" : "BEST_EFFORT");
            body.put(
                    "entitlements",
                    plan.parts().stream()
                            .map(part -> Map.of(
                                    "resource", part.pair().pair().place().path(), "role", part.role()))
                            .toList());
        } else {
            body.put("bundle", plan.name());
        }
        ApiClient.Response answer = theatre.calls().post(plan.person(), "/api/v1/requests", body, "ask-" + plan.step());
        if (answer.status() != ACCEPTED) {
            theatre.expect("question", plan, answer, CONFLICT);
            theatre.report().count("requests refused at once", plan.parts().size());
            return false;
        }
        id = answer.json().path("id").asString();
        theatre.acceptBundle(id);
        for (JsonNode part : answer.json().path("parts")) {
            String name = plan.parts().get(parts.size()).name();
            parts.add(theatre.accept("requests accepted", name, part.path("id").asString()));
        }
        return true;
    }

    private ApiClient.Response post(String person, String what, @Nullable Object body) throws InterruptedException {
        calls++;
        return theatre.calls()
                .post(person, "/api/v1/bundle-requests/" + id + what, body, "bundle-%s-%d".formatted(id, calls));
    }

    /** Decides until each part is in force or over; false if nobody wants to decide it. */
    private boolean settles() throws InterruptedException {
        long until = System.nanoTime() + Theatre.PATIENCE.toNanos();
        boolean denied = false;
        while (!parts.stream().map(Followed::seen).allMatch(seen -> seen.isActive() || seen.isOver())) {
            if (System.nanoTime() > until) {
                throw theatre.stuck("bundle %s (%s) is %s"
                        .formatted(id, plan, parts.stream().map(Followed::seen).toList()));
            }
            List<Followed> waiting =
                    parts.stream().filter(part -> part.seen().waiting() != null).toList();
            if (!waiting.isEmpty()) {
                if (plan.answer() == Plan.Answer.IGNORE) {
                    return false;
                }
                if (plan.answer() == Plan.Answer.DENY && !denied) {
                    deny(waiting.getFirst());
                    denied = true;
                } else {
                    approve(waiting);
                }
                TimeUnit.MILLISECONDS.sleep(300);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return true;
    }

    private void deny(Followed part) throws InterruptedException {
        Integer position = part.seen().waiting();
        ApiClient.Response answer = theatre.calls()
                .post(
                        decider(position == null ? 0 : position),
                        "/api/v1/requests/%s/decisions".formatted(part.id()),
                        Map.of("decision", "DENY"),
                        "deny-" + part.id());
        theatre.expect("decision on a part", plan, answer, OK, CONFLICT);
        theatre.report().count("decisions DENY");
    }

    /** Those who decide the first waiting step decide all of the bundle that waits for them. */
    private void approve(List<Followed> waiting) throws InterruptedException {
        Integer position = waiting.getFirst().seen().waiting();
        ApiClient.Response answer =
                post(decider(position == null ? 0 : position), "/decisions", Map.of("decision", "APPROVE"));
        theatre.expect("decision on a bundle", plan, answer, OK, CONFLICT);
        theatre.report().count("decisions on bundles");
    }

    private String decider(int position) {
        return Decisions.deciders(position).get(plan.common().approver());
    }

    /** While a bundle that holds together may still be undone, none of its grants is at rest. */
    private void hold() throws InterruptedException {
        List<Seen> seen = parts.stream().map(Followed::seen).toList();
        if (plan.holdsTogether() && !seen.stream().allMatch(Seen::isActive)) {
            return;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (i != plan.lively() && seen.get(i).isActive()) {
                leases.get(i).begun().rest();
            }
        }
        if (seen.get(plan.lively()).isActive()) {
            new HeldGrant(theatre, plan.parts().get(plan.lively()), leases.get(plan.lively()))
                    .play(parts.get(plan.lively()), seen.get(plan.lively()).grant());
        }
    }
}
