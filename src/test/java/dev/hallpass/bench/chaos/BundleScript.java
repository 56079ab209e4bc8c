package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Watch.Followed;
import dev.hallpass.bench.chaos.Watch.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final List<Part> parts = new ArrayList<>();
    private String id = "";
    private int calls;

    /** What is planned with a part, its hold on the pair, and its request. */
    private record Part(Plan plan, LateLease lease, Followed request) {

        Seen seen() {
            return request.seen();
        }
    }

    BundleScript(Theatre theatre, BundlePlan plan) {
        this.theatre = theatre;
        this.plan = plan;
    }

    /** Plays it; returns when all parts are over, or at once if they wait to lapse. */
    void play() throws InterruptedException {
        if (!ask()) {
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
        for (Part part : parts) {
            Seen seen = theatre.await(part.request(), plan, Seen::isOver);
            theatre.report().count("parts of bundles " + seen.state());
            part.lease().end();
        }
    }

    /** Whether it was accepted; what of it is held already is left out. */
    private boolean ask() throws InterruptedException {
        Map<String, LateLease> leases = new LinkedHashMap<>();
        for (Plan part : plan.parts()) {
            LateLease lease = new LateLease(part.pair());
            lease.begun();
            leases.put(path(part), lease);
        }
        ApiClient.Response answer =
                theatre.calls().post(plan.person(), "/api/v1/requests", body(), "ask-" + plan.step());
        if (answer.status() == ACCEPTED) {
            accept(answer.json(), leases);
        } else {
            theatre.expect("question", plan, answer, CONFLICT);
        }
        theatre.report().count("requests refused at once", leases.size());
        leases.values().forEach(LateLease::end);
        return answer.status() == ACCEPTED;
    }

    private static String path(Plan part) {
        return part.pair().pair().place().path();
    }

    private void accept(JsonNode bundle, Map<String, LateLease> leases) {
        id = bundle.path("id").asString();
        theatre.acceptBundle(id);
        for (JsonNode request : bundle.path("parts")) {
            String path = request.path("entitlements").path(0).path("path").asString();
            Plan part = plan.parts().stream()
                    .filter(one -> path(one).equals(path))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Nobody asked for " + path));
            Followed followed = theatre.accept(
                    "requests accepted", part.name(), request.path("id").asString());
            parts.add(new Part(part, Objects.requireNonNull(leases.remove(path), path), followed));
        }
    }

    private Map<String, Object> body() {
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
        return body;
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
        while (!parts.stream().map(Part::seen).allMatch(seen -> seen.isActive() || seen.isOver())) {
            if (System.nanoTime() > until) {
                throw theatre.stuck("bundle %s (%s) is %s"
                        .formatted(id, plan, parts.stream().map(Part::seen).toList()));
            }
            List<Followed> waiting = parts.stream()
                    .map(Part::request)
                    .filter(part -> part.seen().waiting() != null)
                    .toList();
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
        if (plan.holdsTogether() && !parts.stream().map(Part::seen).allMatch(Seen::isActive)) {
            return;
        }
        Plan lively = plan.parts().get(plan.lively());
        for (Part part : parts) {
            if (part.plan() != lively && part.seen().isActive()) {
                part.lease().begun().rest();
            }
        }
        for (Part part : parts) {
            Seen seen = part.seen();
            if (part.plan() == lively && seen.isActive()) {
                new HeldGrant(theatre, lively, part.lease()).play(part.request(), seen.grant());
            }
        }
    }
}
