package dev.hallpass.access;

import static dev.hallpass.access.AccessTest.EXPLICIT;
import static dev.hallpass.access.AccessTest.context;
import static dev.hallpass.access.AccessTest.grantOf;

import dev.hallpass.access.LedgerModel.Place;
import dev.hallpass.connector.DriftResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the ledger can know in a life of {@link LedgerPropertyTest}: what it has read, and which writes it is unsure of. */
final class LedgerSightings {

    /**
     * A change by hand that the ledger has not read yet.
     *
     * @param before what the ledger knows
     * @param inForce the grants in force when it was made
     */
    private record Unseen(String before, String permission, List<Grant> inForce) {}

    private final LedgerRules rules;
    private final LedgerScene scene;
    private final LedgerModel model;
    private final Map<Place, Unseen> unseen = new HashMap<>();
    private final Map<Place, String> permissions = new HashMap<>();
    private final Map<Place, Instant> changedAt = new HashMap<>();
    private int seen;
    private boolean somethingOnItsWay;

    LedgerSightings(LedgerRules rules, LedgerScene scene, LedgerModel model) {
        this.rules = rules;
        this.scene = scene;
        this.model = model;
    }

    /** Takes in what was called since the last time. */
    void noteCalls() {
        List<JsonNode> calls = context.bitbucket().requests();
        for (JsonNode call : calls.subList(seen, calls.size())) {
            int status = call.path("status").asInt();
            if (!call.path("method").asString().equals("GET")) {
                // Nobody could tell an administrator's change from what such a write would leave.
                somethingOnItsWay |= status == 0 || status >= 500;
            } else if (status == 200) {
                String path = URLDecoder.decode(call.path("path").asString(), StandardCharsets.UTF_8);
                LedgerScene.PLACES.stream()
                        .filter(place -> isReadBy(path, place))
                        .forEach(this::handMadeChangeIsRead);
            }
        }
        seen = calls.size();
        for (Place place : scene.places()) {
            String now = LedgerScene.explicit(place);
            if (!now.equals(permissions.put(place, now))) {
                changedAt.put(place, context.clock().instant());
            }
        }
    }

    private boolean isReadBy(String path, Place place) {
        // Of many accounts the whole list is read.
        return path.contains(scene.address(place))
                && path.contains(EXPLICIT)
                && (path.contains(LedgerScene.account(place)) || !path.contains("557058:"));
    }

    /** Whatever was in force and still is, and gives more than somebody left, is set aside where it is not restored. */
    private void handMadeChangeIsRead(Place place) {
        @Nullable Unseen change = unseen.remove(place);
        if (change == null
                || rules.drift() != DriftResponse.REPORT
                || LedgerScene.level(change.permission()) >= LedgerScene.level(change.before())) {
            return;
        }
        change.inForce().stream()
                .filter(grant -> LedgerScene.level(grant.role()) > LedgerScene.level(change.permission()))
                .filter(grant -> grantOf(grant.request()).state() == GrantState.ACTIVE)
                .forEach(grant -> model.setAside(grant.id()));
    }

    /** An administrator makes a change, and the ledger does not look yet. */
    void setUnseen(Place place, String permission) {
        noteCalls();
        @Nullable Unseen earlier = unseen.remove(place);
        String before = earlier == null ? LedgerScene.explicit(place) : earlier.before();
        LedgerScene.setByHand(place, permission);
        model.setByHand(place, permission);
        if (!permission.equals(before)) {
            unseen.put(place, new Unseen(before, permission, scene.active(place)));
        }
    }

    /** Whether a write that got no answer may still take effect. */
    boolean isSomethingOnItsWay() {
        return somethingOnItsWay;
    }

    void nothingIsOnItsWay() {
        noteCalls();
        somethingOnItsWay = false;
    }

    /** Whether answers may still show what was there before, since it was changed at this instant. */
    boolean mayBeReadAsBefore(Place place) {
        noteCalls();
        return context.clock().instant().equals(changedAt.get(place));
    }
}
