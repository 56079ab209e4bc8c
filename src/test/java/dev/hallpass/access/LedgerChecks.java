package dev.hallpass.access;

import static dev.hallpass.access.AccessTest.context;
import static dev.hallpass.access.AccessTest.events;
import static dev.hallpass.access.AccessTest.grantOf;
import static dev.hallpass.access.AccessTest.grants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.access.LedgerModel.Place;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.request.RequestId;

/** What must be true of a life of {@link LedgerPropertyTest} once all has settled. */
final class LedgerChecks {

    private final LedgerRules rules;
    private final LedgerScene scene;
    private final LedgerModel model;

    LedgerChecks(LedgerRules rules, LedgerScene scene, LedgerModel model) {
        this.rules = rules;
        this.scene = scene;
        this.model = model;
    }

    void assertSetAsideAsTheModelSays(Grant grant) {
        if (grant.state() == GrantState.ACTIVE) {
            assertThat(grant.setAsideAt() != null).as("%s is set aside", grant).isEqualTo(model.isSetAside(grant.id()));
        }
    }

    /** The permission is the highest of what an administrator set last and of the grants in force. */
    void assertHighestOfAll(Place place) {
        int expected = LedgerScene.level(model.standing(place));
        for (Grant grant : scene.active(place)) {
            assertSetAsideAsTheModelSays(grant);
            if (!model.isSetAside(grant.id())) {
                expected = Math.max(expected, LedgerScene.level(grant.role()));
            }
        }
        assertThat(LedgerScene.explicit(place)).as("%s meanwhile", place).isEqualTo(LedgerScene.ROLES.get(expected));
    }

    /** Nothing is left of any grant. */
    void assertAllIsOver() {
        for (Place place : scene.places()) {
            assertThat(LedgerScene.explicit(place)).as("%s at the end", place).isEqualTo(model.standing(place));
        }
        scene.requests().forEach(this::assertOver);
        assertThat(context.jdbc()
                        .sql("select count(*) from access_pair where open or intending")
                        .query(Long.class)
                        .single())
                .isZero();
        if (rules.isByHand()) {
            assertThat(context.bitbucket().outcomes()).allMatch(call -> call.startsWith("GET"));
        }
        AuditTrail trail = context.bean(AuditTrail.class);
        trail.seal();
        assertThat(trail.verify().fault()).isNull();
    }

    /** What never came into force because its repository was deleted before has failed; all else has ended in order. */
    private void assertOver(RequestId request) {
        Grant grant = grantOf(request);
        if (scene.isGone(grant) && grant.state() == GrantState.FAILED) {
            assertThat(events(request)).containsOnlyOnce("grant.failed").doesNotContain("grant.activated");
            return;
        }
        AccessTest.assertOver(request);
        assertThat(events(request)).containsOnlyOnce("grant.activated", "grant.ended", "request.ended");
        assertThat(grants().receipts(grant.id()))
                .extracting(Receipt::action)
                .containsOnlyOnce(ReceiptAction.ACTIVATED, ReceiptAction.ENDED);
    }
}
