package dev.hallpass.access;

import static dev.hallpass.access.AccessTest.EXPLICIT;
import static dev.hallpass.access.AccessTest.context;
import static dev.hallpass.access.AccessTest.grantOf;
import static dev.hallpass.access.AccessTest.grants;
import static dev.hallpass.access.AccessTest.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.access.LedgerModel.Place;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Urgency;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What happens to the ledger in one run of {@link LedgerPropertyTest}. */
final class LedgerLife {

    private final LedgerRules rules;
    private final LedgerScene scene = new LedgerScene();
    private final LedgerModel model = new LedgerModel();
    private final LedgerSightings sightings;
    private final LedgerChecks checks;
    private final List<String> oldReadings = new ArrayList<>();

    LedgerLife(LedgerRules rules) {
        this.rules = rules;
        this.sightings = new LedgerSightings(rules, scene, model);
        this.checks = new LedgerChecks(rules, scene, model);
    }

    void open(Place place, String role, Duration duration) {
        if (!scene.isGone(place)) {
            RequestId request = scene.approved(place, role, duration);
            model.grants(place, role);
            provision(request);
        }
    }

    void webShopIsDeleted() {
        scene.deleteWebShop();
    }

    /** Takes in what the ledger has called. */
    void noteCalls() {
        sightings.noteCalls();
    }

    /** A grant ends, and the first readings for the next one show what was there a moment ago. */
    void anotherFollowsAndReadingsAreOld(Place place, String role, int count) {
        if (scene.isGone(place)) {
            return;
        }
        scene.active(place).stream().findFirst().ifPresent(grant -> {
            grants().release(grant.id(), grant.principal());
            LedgerScene.delayable(() -> grants().takeBack(grant.request()));
        });
        if (sightings.mayBeReadAsBefore(place) && !sightings.isSomethingOnItsWay()) {
            String fault = "{\"method\":\"GET\",\"path\":\"%s.*%s.*%s\",\"staleSeconds\":600,\"count\":%d}"
                    .formatted(scene.address(place), EXPLICIT, place.person(), count);
            oldReadings.add(
                    context.bitbucket().call("POST", "faults", fault).path("id").asString());
        }
        open(place, role, Duration.ofHours(1));
    }

    /** Whatever was old is not any more when time has passed. */
    private void pass(Duration time) {
        sightings.noteCalls();
        oldReadings.forEach(id -> context.bitbucket().call("DELETE", "faults/" + id, ""));
        oldReadings.clear();
        AccessTest.pass(time);
    }

    /** Writes that got no answer have their effect now. */
    static void land() {
        context.bitbucket().call("POST", "late-writes", "");
    }

    private void clearFaults() {
        context.bitbucket().clearFaults();
        oldReadings.clear();
    }

    /** Lets what is on its way land, be found, and the time go by in which more of it could come. */
    private void waitUntilNothingIsOnItsWay() {
        clearFaults();
        land();
        for (int look = 0; look < 3; look++) {
            pass(6);
        }
        tryAgain();
        pass(12);
        sightings.nothingIsOnItsWay();
    }

    /** An administrator changes what the ledger has just looked at, and it looks again at once. */
    void byHandWatched(Place place, String permission) {
        if (scene.isGone(place)) {
            return;
        }
        waitUntilNothingIsOnItsWay();
        look(place);
        noteCalls();
        String before = LedgerScene.explicit(place);
        boolean open = scene.isOpen(place);
        if (!open) {
            model.closed(place);
        }
        if (permission.equals(before) || (rules.isByHand() && !model.isTelling(place, permission))) {
            return;
        }
        List<Grant> inForce = scene.active(place);
        LedgerScene.setByHand(place, permission);
        look(place);
        Instant lookedAt = context.clock().instant();
        if (rules.isConfirming()) {
            // Until then answers may be as before, and nobody could protect the change from our next write (ADR-0018).
            pass(rules.confirmation());
        }
        boolean lowered = LedgerScene.level(permission) < LedgerScene.level(before);
        if (lowered || !open || rules.drift() != DriftResponse.REVOKE) {
            model.setByHand(place, permission);
        }
        for (Grant grant : inForce) {
            boolean lost = lowered && LedgerScene.level(grant.role()) > LedgerScene.level(permission);
            Grant now = grantOf(grant.request());
            if (lost && rules.drift() == DriftResponse.REPORT && now.state() == GrantState.ACTIVE) {
                model.setAside(grant.id());
            }
            checks.assertSetAsideAsTheModelSays(now);
            boolean over = !lookedAt.isBefore(Objects.requireNonNull(grant.expiresAt()));
            assertThat(now.state() == GrantState.ACTIVE)
                    .as("%s is in force", grant)
                    .isEqualTo(!over && !(lost && rules.drift() == DriftResponse.REVOKE));
        }
    }

    /** The ledger looks, twice where one reading is not enough. */
    private Converged look(Place place) {
        AccessLedger ledger = context.bean(AccessLedger.class);
        try {
            return ledger.converge(scene.pair(place), Urgency.GRANT);
        } catch (DriftSuspectedException suspected) {
            pass(suspected.retryAfter());
            return ledger.converge(scene.pair(place), Urgency.GRANT);
        }
    }

    /** Where people do the work, somebody does all of it now. */
    void doWhatIsTold() {
        if (!rules.isByHand()) {
            return;
        }
        for (Place place : scene.places()) {
            try {
                if (look(place) instanceof Converged.ByHand told) {
                    LedgerScene.setByHand(
                            place, Objects.requireNonNullElse(told.order().role(), "none"));
                    look(place);
                }
            } catch (ConnectorException e) {
                assertThat(e.retryable()).as("%s, %s", place, e).isTrue();
            }
        }
    }

    void byHand(Place place, String permission) {
        if (rules.isConfirming() || rules.isByHand() || rules.drift() == DriftResponse.REVOKE) {
            byHandWatched(place, permission);
            return;
        }
        if (scene.isGone(place)) {
            return;
        }
        if (sightings.isSomethingOnItsWay()) {
            waitUntilNothingIsOnItsWay();
        }
        if (!scene.isOpen(place)) {
            model.closed(place);
        }
        if (model.isTelling(place, permission)) {
            sightings.setUnseen(place, permission);
        }
    }

    void release(int which, boolean heard) {
        List<Grant> active = scene.inState(GrantState.ACTIVE);
        if (!active.isEmpty()) {
            Grant grant = active.get(which % active.size());
            grants().release(grant.id(), grant.principal());
            if (heard) {
                LedgerScene.delayable(() -> grants().takeBack(grant.request()));
            }
        }
    }

    void extend(int which) {
        List<Grant> active = scene.inState(GrantState.ACTIVE).stream()
                .filter(grant -> !scene.isGone(grant))
                .toList();
        if (!active.isEmpty()) {
            Grant grant = active.get(which % active.size());
            grants().provision(AccessTest.approvedExtension(grant, Duration.ofMinutes(30)));
            model.countsAgain(grant.id());
        }
    }

    void pass(int minutes) {
        pass(Duration.ofMinutes(minutes));
        sweep();
        noteCalls();
    }

    void tryAgain() {
        scene.inState(GrantState.PROVISIONING).forEach(grant -> provision(grant.request()));
        sweep();
    }

    private static void provision(RequestId request) {
        LedgerScene.delayable(() -> grants().provision(request));
    }

    void assertEachPermissionIsTheHighestOfAll() {
        clearFaults();
        // No call is made before the time that the last "too many requests" named.
        pass(6);
        tryAgain();
        if (rules.isConfirming()) {
            pass(rules.confirmation());
            tryAgain();
        }
        doWhatIsTold();
        for (Place place : scene.places()) {
            try {
                look(place);
            } catch (ConnectorException e) {
                throw new AssertionError("Bitbucket is in good health", e);
            }
            noteCalls();
            checks.assertHighestOfAll(place);
        }
    }

    void end() {
        for (Duration later : List.of(Duration.ofDays(40), Duration.ofDays(1))) {
            pass(later);
            sweep();
            doWhatIsTold();
        }
        checks.assertAllIsOver();
    }
}
