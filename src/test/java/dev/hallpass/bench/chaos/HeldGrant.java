package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Watch.Followed;
import dev.hallpass.bench.chaos.Watch.Seen;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is done with one grant while it is in force: by its holder, an owner, and an administrator of Bitbucket. */
final class HeldGrant {

    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    private final Theatre theatre;
    private final Plan plan;
    private final LateLease lease;

    HeldGrant(Theatre theatre, Plan plan, LateLease lease) {
        this.theatre = theatre;
        this.plan = plan;
        this.lease = lease;
    }

    /** Does it. */
    void play(Followed request, @Nullable UUID id) throws InterruptedException {
        lease.begun().rest();
        String byHand = plan.byHand();
        if (byHand != null) {
            theatre.hands().change(plan.name(), plan.pair(), byHand, true);
        }
        if (plan.after() == Plan.After.NOTHING) {
            return;
        }
        TimeUnit.MILLISECONDS.sleep(plan.pause().toMillis());
        lease.begun().move();
        String person = plan.pair().pair().person();
        String grant = "/api/v1/grants/" + id;
        switch (plan.after()) {
            case RELEASE -> {
                ApiClient.Response answer = theatre.calls().post(person, grant + "/release", null, key("release"));
                theatre.expect("release", plan, answer, ACCEPTED, CONFLICT);
                theatre.report().count("releases");
            }
            case REVOKE -> {
                String owner = ChaosCompany.OWNERS.get(plan.approver());
                ApiClient.Response answer = theatre.calls().post(owner, grant + "/revoke", null, key("revoke"));
                theatre.expect("revocation", plan, answer, ACCEPTED, CONFLICT);
                theatre.report().count("revocations by an owner");
            }
            default -> extend(request, person, grant);
        }
    }

    private void extend(Followed request, String person, String grant) throws InterruptedException {
        ApiClient.Response answer = theatre.calls()
                .post(
                        person,
                        grant + "/extend",
                        Map.of("duration", plan.extendBy().toString(), "justification", "Step " + plan.name()),
                        key("extend"));
        if (answer.status() != ACCEPTED) {
            theatre.expect("extension", plan, answer, CONFLICT);
            theatre.report().count("extensions refused at once");
            lease.begun().rest();
            return;
        }
        Followed extension = theatre.accept(
                "extensions accepted", plan.name(), answer.json().path("id").asString());
        Seen seen = new Decisions(theatre, plan, lease).decide(extension, plan.extensionAgreed(), Seen::isOver);
        theatre.report().count("extensions " + seen.state());
        if (!request.seen().isOver()) {
            lease.begun().rest();
        }
    }

    private String key(String what) {
        return "%s-%s".formatted(what, plan.name());
    }
}
