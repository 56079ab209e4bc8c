package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.access.LedgerModel.Place;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Urgency;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is asked, ended, changed by hand, broken and killed in whatever order: once all has settled no grant lives,
 * and in Bitbucket stands what an administrator set last.
 */
class LedgerPropertyTest extends AccessTest {

    private static final List<Place> PLACES =
            List.of(new Place("ada", PAYMENTS), new Place("ada", "web-shop"), new Place("ken", PAYMENTS));

    private static final List<String> FAULTS = List.of(
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"BEFORE\"}",
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}",
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":2,\"status\":503}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"BEFORE\"}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"status\":204,\"body\":\"\"}",
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"status\":503,\"lateMillis\":3600000}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"status\":504,\"lateMillis\":3600000}",
            "{\"method\":\"GET\",\"path\":\"permissions-config\",\"count\":2,\"status\":503}",
            "{\"path\":\"permissions\",\"count\":1,\"status\":429,\"headers\":{\"Retry-After\":\"300\"}}",
            "{\"path\":\"/permissions/repositories/\",\"count\":1,\"status\":502}");

    private static final List<String> ROLES = List.of("none", "read", "write", "admin");

    private static DriftResponse answering = DriftResponse.REPORT;

    private static void restart() {
        context.restart(Map.of("hallpass.applications[0].drift", answering.name()));
    }

    /** One thing that happens. */
    interface Step {
        void happen(Life life);
    }

    /** A step with a name for reports. */
    record Named(String name, Step step) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeContainer
    static void startContext() {
        context = DomainContext.start();
    }

    @AfterContainer
    static void stopContext() {
        context.close();
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void onceAllHasSettledOnlyWhatAnAdministratorSetStands(@ForAll("lives") List<Named> steps) {
        live(DriftResponse.REPORT, steps);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.BOUNDED)
    void theSameHoldsWhereWhatIsTakenAwayIsGivenBack(@ForAll("lives") List<Named> steps) {
        live(DriftResponse.RESTORE, steps);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.BOUNDED)
    void whereWhatIsAddedIsTakenAwayOnlyWhatWasThereOrIsLeftStands(@ForAll("lives") List<Named> steps) {
        live(DriftResponse.REVOKE, steps);
    }

    private static void live(DriftResponse response, List<Named> steps) {
        if (answering != response) {
            answering = response;
            restart();
        }
        context.clear();
        Life life = new Life();
        for (Named each : steps) {
            each.step().happen(life);
            life.noteWritesWithoutAnswer();
        }

        life.assertEachPermissionIsTheHighestOfAll();
        life.end();
    }

    @Provide
    Arbitrary<List<Named>> lives() {
        Arbitrary<Place> place = Arbitraries.of(PLACES);
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 20);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(1, 120);
        Arbitrary<Named> open = Combinators.combine(place, Arbitraries.of("read", "write", "admin"), minutes)
                .as((where, role, length) -> new Named(
                        "open %s on %s for %d minutes".formatted(role, where, length),
                        life -> life.open(where, role, Duration.ofMinutes(length))));
        Arbitrary<Named> byHand = Combinators.combine(place, Arbitraries.of("none", "read", "write", "admin"))
                .as((where, permission) -> new Named(
                        "set %s on %s by hand".formatted(permission, where), life -> life.byHand(where, permission)));
        Arbitrary<Named> watched = Combinators.combine(place, Arbitraries.of(ROLES))
                .as((where, permission) -> new Named(
                        "set %s on %s by hand before everybody's eyes".formatted(permission, where),
                        life -> life.byHandWatched(where, permission)));
        return Arbitraries.frequencyOf(
                        Tuple.of(6, open),
                        Tuple.of(3, byHand),
                        Tuple.of(1, watched),
                        Tuple.of(2, which.map(n -> new Named("release grant " + n, life -> life.release(n, true)))),
                        Tuple.of(
                                1,
                                which.map(n ->
                                        new Named("release grant " + n + " unheard", life -> life.release(n, false)))),
                        Tuple.of(1, which.map(n -> new Named("extend grant " + n, life -> life.extend(n)))),
                        Tuple.of(2, minutes.map(n -> new Named("wait %d minutes".formatted(n), life -> life.pass(n)))),
                        Tuple.of(3, Arbitraries.of(FAULTS).map(f -> new Named("fault " + f, life -> fault(f)))),
                        Tuple.of(2, Arbitraries.just(new Named("what is on its way lands", life -> land()))),
                        Tuple.of(2, Arbitraries.just(new Named("try again", Life::tryAgain))),
                        Tuple.of(1, Arbitraries.just(new Named("crash", life -> restart()))))
                .list()
                .ofMinSize(3)
                .ofMaxSize(25);
    }

    /** Writes that got no answer have their effect now. */
    private static void land() {
        context.bitbucket().call("POST", "late-writes", "");
    }

    /** The requests of one run, and what should come of them. */
    static final class Life {

        private final LedgerModel model = new LedgerModel();
        private final List<RequestId> requests = new ArrayList<>();
        private int seen;
        private boolean somethingOnItsWay;

        void open(Place place, String role, Duration duration) {
            RequestId request = context.approved(place.person(), place.repository(), role, duration);
            requests.add(request);
            model.grants(place, role);
            provision(request);
        }

        /** Nobody could tell an administrator's change from what such a write would leave. */
        void noteWritesWithoutAnswer() {
            List<JsonNode> calls = context.bitbucket().requests();
            somethingOnItsWay |= calls.stream()
                    .skip(seen)
                    .filter(call -> !call.path("method").asString().equals("GET"))
                    .anyMatch(call -> call.path("status").asInt() == 0
                            || call.path("status").asInt() >= 500);
            seen = calls.size();
        }

        /** Lets what is on its way land, be found, and the time go by in which more of it could come. */
        private void waitUntilNothingIsOnItsWay() {
            context.bitbucket().clearFaults();
            land();
            for (int look = 0; look < 3; look++) {
                pass(6);
            }
            tryAgain();
            pass(12);
            noteWritesWithoutAnswer();
            somethingOnItsWay = false;
        }

        /** An administrator changes what the ledger has just looked at, and it looks again at once. */
        void byHandWatched(Place place, String permission) {
            waitUntilNothingIsOnItsWay();
            look(place);
            String before = explicit(place);
            if (permission.equals(before)) {
                return;
            }
            boolean open = isOpen(place);
            List<Grant> inForce = active(place);
            context.bitbucket().setPermission(place.repository(), "557058:" + place.person(), permission);
            look(place);
            boolean lowered = ROLES.indexOf(permission) < ROLES.indexOf(before);
            if (lowered || !open || answering != DriftResponse.REVOKE) {
                model.setByHand(place, permission);
            }
            for (Grant grant : inForce) {
                boolean lost = lowered && ROLES.indexOf(grant.role()) > ROLES.indexOf(permission);
                Grant now = grantOf(grant.request());
                assertThat(now.setAsideAt() != null)
                        .as("%s is set aside", grant)
                        .isEqualTo(grant.setAsideAt() != null || (lost && answering == DriftResponse.REPORT));
                assertThat(now.state() == GrantState.ACTIVE)
                        .as("%s is in force", grant)
                        .isEqualTo(!(lost && answering == DriftResponse.REVOKE));
            }
        }

        private List<Grant> active(Place place) {
            return inState(GrantState.ACTIVE).stream()
                    .filter(grant -> grant.account().equals("557058:" + place.person()))
                    .filter(grant -> grant.resource()
                            .equals(context.repository(place.repository()).id()))
                    .toList();
        }

        private static Pair pair(Place place) {
            return new Pair(
                    context.person(place.person()).id(),
                    context.repository(place.repository()).id(),
                    "557058:" + place.person());
        }

        private static void look(Place place) {
            context.bean(AccessLedger.class).converge(pair(place), Urgency.GRANT);
        }

        void byHand(Place place, String permission) {
            if (answering == DriftResponse.REVOKE) {
                byHandWatched(place, permission);
                return;
            }
            if (somethingOnItsWay) {
                waitUntilNothingIsOnItsWay();
            }
            if (!isOpen(place)) {
                model.closed(place);
            }
            if (model.isTelling(place, permission)) {
                context.bitbucket().setPermission(place.repository(), "557058:" + place.person(), permission);
                model.setByHand(place, permission);
            }
        }

        void release(int which, boolean heard) {
            List<Grant> active = inState(GrantState.ACTIVE);
            if (!active.isEmpty()) {
                Grant grant = active.get(which % active.size());
                grants().release(grant.id(), grant.principal());
                if (heard) {
                    delayable(() -> grants().takeBack(grant.request()));
                }
            }
        }

        void extend(int which) {
            List<Grant> active = inState(GrantState.ACTIVE);
            if (!active.isEmpty()) {
                grants().provision(approvedExtension(active.get(which % active.size()), Duration.ofMinutes(30)));
            }
        }

        void pass(int minutes) {
            AccessTest.pass(Duration.ofMinutes(minutes));
            sweep();
        }

        void tryAgain() {
            inState(GrantState.PROVISIONING).forEach(grant -> provision(grant.request()));
            sweep();
        }

        private static void provision(RequestId request) {
            delayable(() -> grants().provision(request));
        }

        private static void delayable(Runnable call) {
            try {
                call.run();
            } catch (AccessDelayedException e) {
                assertThat(e.retryAfter()).isPositive();
            }
        }

        private List<Grant> inState(GrantState state) {
            return requests.stream()
                    .flatMap(request -> grants().ofRequest(request).stream())
                    .filter(grant -> grant.state() == state)
                    .toList();
        }

        private boolean isOpen(Place place) {
            return context.jdbc()
                            .sql("select count(*) from access_grant where principal_id = ? and resource_id = ?"
                                    + " and state in ('PROVISIONING', 'ACTIVE', 'REVOKING')")
                            .params(
                                    place.person(),
                                    context.repository(place.repository()).id().value())
                            .query(Long.class)
                            .single()
                    > 0;
        }

        void assertEachPermissionIsTheHighestOfAll() {
            context.bitbucket().clearFaults();
            // No call is made before the time that the last "too many requests" named.
            AccessTest.pass(Duration.ofMinutes(6));
            tryAgain();
            for (Place place : PLACES) {
                Pair pair = pair(place);
                try {
                    look(place);
                } catch (ConnectorException e) {
                    throw new AssertionError("Bitbucket is in good health", e);
                }
                int expected = ROLES.indexOf(model.standing(place));
                for (Grant grant : inState(GrantState.ACTIVE)) {
                    assertThat(answering != DriftResponse.REPORT && grant.setAsideAt() != null)
                            .as("%s is set aside though it should be restored", grant)
                            .isFalse();
                    if (grant.setAsideAt() == null
                            && grant.principal().equals(pair.principal())
                            && grant.resource().equals(pair.resource())) {
                        expected = Math.max(expected, ROLES.indexOf(grant.role()));
                    }
                }
                assertThat(explicit(place)).as("%s meanwhile", place).isEqualTo(ROLES.get(expected));
            }
        }

        void end() {
            AccessTest.pass(Duration.ofDays(40));
            sweep();
            AccessTest.pass(Duration.ofDays(1));
            sweep();
            for (Place place : PLACES) {
                assertThat(explicit(place)).as("%s at the end", place).isEqualTo(model.standing(place));
            }
            for (RequestId request : requests) {
                assertOver(request);
                assertThat(events(request)).containsOnlyOnce("grant.activated", "grant.ended", "request.ended");
                assertThat(grants().receipts(grantOf(request).id()))
                        .extracting(Receipt::action)
                        .containsOnlyOnce(ReceiptAction.ACTIVATED, ReceiptAction.ENDED);
            }
            assertThat(context.jdbc()
                            .sql("select count(*) from access_pair where open or intending")
                            .query(Long.class)
                            .single())
                    .isZero();
            AuditTrail trail = context.bean(AuditTrail.class);
            trail.seal();
            assertThat(trail.verify().fault()).isNull();
        }

        private static String explicit(Place place) {
            return context.bitbucket().explicit(place.repository(), "557058:" + place.person());
        }
    }
}
