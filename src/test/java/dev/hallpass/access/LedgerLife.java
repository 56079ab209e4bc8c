package dev.hallpass.access;

import static dev.hallpass.access.AccessTest.EXPLICIT;
import static dev.hallpass.access.AccessTest.PAYMENTS;
import static dev.hallpass.access.AccessTest.context;
import static dev.hallpass.access.AccessTest.events;
import static dev.hallpass.access.AccessTest.grantOf;
import static dev.hallpass.access.AccessTest.grants;
import static dev.hallpass.access.AccessTest.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.access.LedgerModel.Place;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Fulfilment;
import dev.hallpass.connector.Urgency;
import dev.hallpass.request.RequestId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The requests of one run of {@link LedgerPropertyTest}, what happens to them, and what should come of them. */
final class LedgerLife {

    private static final String WEB_SHOP = "web-shop";

    static final List<Place> PLACES =
            List.of(new Place("ada", PAYMENTS), new Place("ada", WEB_SHOP), new Place("ken", PAYMENTS));

    static final List<String> ROLES = List.of("none", "read", "write", "admin");

    /**
     * The application's settings.
     *
     * @param confirmation how long after a first reading a second one must show the same
     */
    record Rules(DriftResponse drift, Duration confirmation, Fulfilment fulfilment) {

        static final Rules USUAL = new Rules(DriftResponse.REPORT, Duration.ZERO, Fulfilment.AUTOMATIC);

        Rules answering(DriftResponse response) {
            return new Rules(response, confirmation, fulfilment);
        }

        Rules confirming() {
            return new Rules(drift, Duration.ofSeconds(3), fulfilment);
        }

        Rules fulfilledByHand() {
            return new Rules(drift, confirmation, Fulfilment.BY_HAND);
        }

        Map<String, Object> settings() {
            return Map.of(
                    "hallpass.applications[0].drift",
                    drift.name(),
                    "hallpass.access.drift-confirmation",
                    confirmation,
                    "hallpass.applications[0].fulfilment",
                    fulfilment.name());
        }
    }

    /**
     * A change by hand that the ledger has not read yet.
     *
     * @param before what the ledger knows
     * @param inForce the grants in force when it was made
     */
    private record Unseen(String before, String permission, List<Grant> inForce) {}

    private final Rules rules;
    private final Map<String, ResourceId> resources = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final LedgerModel model = new LedgerModel();
    private final List<RequestId> requests = new ArrayList<>();
    private final Map<Place, Unseen> unseen = new HashMap<>();
    private final Map<Place, String> permissions = new HashMap<>();
    private final Map<Place, Instant> changedAt = new HashMap<>();
    private final List<String> oldReadings = new ArrayList<>();
    private int seen;
    private boolean somethingOnItsWay;
    private boolean webShopIsGone;

    LedgerLife(Rules rules) {
        this.rules = rules;
        context.jdbc()
                .sql("update resource set vanished_at = null where application = 'acme'")
                .update();
        for (Place place : PLACES) {
            Resource repository = context.repository(place.repository());
            resources.put(place.repository(), repository.id());
            // As it is called in paths, where braces are encoded.
            addresses.put(place.repository(), repository.externalId().replaceAll("[{}]", ""));
        }
    }

    private ResourceId resource(Place place) {
        return Objects.requireNonNull(resources.get(place.repository()));
    }

    void open(Place place, String role, Duration duration) {
        if (isGone(place)) {
            return;
        }
        RequestId request = context.approved(place.person(), place.repository(), role, duration);
        requests.add(request);
        model.grants(place, role);
        provision(request);
    }

    void webShopIsDeleted() {
        if (!webShopIsGone) {
            context.bitbucket().deleteRepository(WEB_SHOP);
            webShopIsGone = true;
        }
    }

    private boolean isGone(Place place) {
        return webShopIsGone && place.repository().equals(WEB_SHOP);
    }

    /** Takes in what the ledger has called since the last time: what it may not know came of it, and what it has read. */
    void noteCalls() {
        List<JsonNode> calls = context.bitbucket().requests();
        for (JsonNode call : calls.subList(seen, calls.size())) {
            int status = call.path("status").asInt();
            if (!call.path("method").asString().equals("GET")) {
                // Nobody could tell an administrator's change from what such a write would leave.
                somethingOnItsWay |= status == 0 || status >= 500;
            } else if (status == 200) {
                String path = URLDecoder.decode(call.path("path").asString(), StandardCharsets.UTF_8);
                PLACES.stream().filter(place -> isReadBy(path, place)).forEach(this::handMadeChangeIsRead);
            }
        }
        seen = calls.size();
        for (Place place : PLACES) {
            if (!isGone(place)) {
                String now = explicit(place);
                if (!now.equals(permissions.put(place, now))) {
                    changedAt.put(place, context.clock().instant());
                }
            }
        }
    }

    private boolean isReadBy(String path, Place place) {
        // Of many accounts the whole list is read.
        return path.contains(address(place))
                && path.contains(EXPLICIT)
                && (path.contains(account(place)) || !path.contains("557058:"));
    }

    private String address(Place place) {
        return Objects.requireNonNull(addresses.get(place.repository()));
    }

    /** Whatever was in force and still is, and gives more than somebody left, is set aside where it is not restored. */
    private void handMadeChangeIsRead(Place place) {
        Unseen change = unseen.remove(place);
        if (change == null
                || rules.drift() != DriftResponse.REPORT
                || level(change.permission()) >= level(change.before())) {
            return;
        }
        change.inForce().stream()
                .filter(grant -> level(grant.role()) > level(change.permission()))
                .filter(grant -> grantOf(grant.request()).state() == GrantState.ACTIVE)
                .forEach(grant -> model.setAside(grant.id()));
    }

    /** A grant ends, and the first readings for the next one show what was there a moment ago. */
    void anotherFollowsAndReadingsAreOld(Place place, String role, int count) {
        if (isGone(place)) {
            return;
        }
        active(place).stream().findFirst().ifPresent(grant -> {
            grants().release(grant.id(), grant.principal());
            delayable(() -> grants().takeBack(grant.request()));
        });
        noteCalls();
        if (!somethingOnItsWay && context.clock().instant().equals(changedAt.get(place))) {
            String fault = "{\"method\":\"GET\",\"path\":\"%s.*%s.*%s\",\"staleSeconds\":600,\"count\":%d}"
                    .formatted(address(place), EXPLICIT, place.person(), count);
            oldReadings.add(
                    context.bitbucket().call("POST", "faults", fault).path("id").asString());
        }
        open(place, role, Duration.ofHours(1));
    }

    /** Whatever was old is not any more when time has passed. */
    private void pass(Duration time) {
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
        noteCalls();
        somethingOnItsWay = false;
    }

    /** An administrator changes what the ledger has just looked at, and it looks again at once. */
    void byHandWatched(Place place, String permission) {
        if (isGone(place)) {
            return;
        }
        waitUntilNothingIsOnItsWay();
        look(place);
        noteCalls();
        String before = explicit(place);
        boolean open = isOpen(place);
        if (!open) {
            model.closed(place);
        }
        if (permission.equals(before)
                || (rules.fulfilment() == Fulfilment.BY_HAND && !model.isTelling(place, permission))) {
            return;
        }
        List<Grant> inForce = active(place);
        setByHand(place, permission);
        look(place);
        boolean lowered = level(permission) < level(before);
        if (lowered || !open || rules.drift() != DriftResponse.REVOKE) {
            model.setByHand(place, permission);
        }
        for (Grant grant : inForce) {
            boolean lost = lowered && level(grant.role()) > level(permission);
            Grant now = grantOf(grant.request());
            if (lost && rules.drift() == DriftResponse.REPORT && now.state() == GrantState.ACTIVE) {
                model.setAside(grant.id());
            }
            assertSetAsideAsTheModelSays(now);
            boolean over = !context.clock().instant().isBefore(Objects.requireNonNull(grant.expiresAt()));
            assertThat(now.state() == GrantState.ACTIVE)
                    .as("%s is in force", grant)
                    .isEqualTo(!over && !(lost && rules.drift() == DriftResponse.REVOKE));
        }
    }

    private static void setByHand(Place place, String permission) {
        context.bitbucket().setPermission(place.repository(), account(place), permission);
    }

    private static String account(Place place) {
        return "557058:" + place.person();
    }

    private List<Grant> active(Place place) {
        return inState(GrantState.ACTIVE).stream()
                .filter(grant -> grant.account().equals(account(place)))
                .filter(grant -> grant.resource().equals(resource(place)))
                .toList();
    }

    private Pair pair(Place place) {
        return new Pair(context.person(place.person()).id(), resource(place), account(place));
    }

    /** The ledger looks, twice where one reading is not enough. */
    private Converged look(Place place) {
        AccessLedger ledger = context.bean(AccessLedger.class);
        try {
            return ledger.converge(pair(place), Urgency.GRANT);
        } catch (DriftSuspectedException suspected) {
            pass(suspected.retryAfter());
            return ledger.converge(pair(place), Urgency.GRANT);
        }
    }

    /** Where people do the work, somebody does all of it now. */
    void doWhatIsTold() {
        if (rules.fulfilment() != Fulfilment.BY_HAND) {
            return;
        }
        for (Place place : PLACES) {
            try {
                if (!isGone(place) && look(place) instanceof Converged.ByHand told) {
                    setByHand(place, Objects.requireNonNullElse(told.order().role(), "none"));
                    look(place);
                }
            } catch (ConnectorException e) {
                assertThat(e.retryable()).as("%s, %s", place, e).isTrue();
            }
        }
    }

    void byHand(Place place, String permission) {
        if (!rules.equals(Rules.USUAL) && !rules.equals(Rules.USUAL.answering(DriftResponse.RESTORE))) {
            byHandWatched(place, permission);
            return;
        }
        if (isGone(place)) {
            return;
        }
        if (somethingOnItsWay) {
            waitUntilNothingIsOnItsWay();
        }
        if (!isOpen(place)) {
            model.closed(place);
        }
        if (model.isTelling(place, permission)) {
            noteCalls();
            Unseen earlier = unseen.remove(place);
            String before = earlier == null ? explicit(place) : earlier.before();
            setByHand(place, permission);
            model.setByHand(place, permission);
            if (!permission.equals(before)) {
                unseen.put(place, new Unseen(before, permission, active(place)));
            }
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
        List<Grant> active = inState(GrantState.ACTIVE).stream()
                .filter(grant -> !webShopIsGone || !grant.resource().equals(resources.get(WEB_SHOP)))
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

    private static int level(String role) {
        return ROLES.indexOf(role);
    }

    private boolean isOpen(Place place) {
        return context.jdbc()
                        .sql("select count(*) from access_grant where principal_id = ? and resource_id = ?"
                                + " and state in ('PROVISIONING', 'ACTIVE', 'REVOKING')")
                        .params(place.person(), resource(place).value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void assertSetAsideAsTheModelSays(Grant grant) {
        if (grant.state() == GrantState.ACTIVE) {
            assertThat(grant.setAsideAt() != null).as("%s is set aside", grant).isEqualTo(model.isSetAside(grant.id()));
        }
    }

    void assertEachPermissionIsTheHighestOfAll() {
        clearFaults();
        // No call is made before the time that the last "too many requests" named.
        pass(6);
        tryAgain();
        if (!rules.confirmation().isZero()) {
            pass(rules.confirmation());
            tryAgain();
        }
        doWhatIsTold();
        for (Place place : PLACES) {
            if (!isGone(place)) {
                try {
                    look(place);
                } catch (ConnectorException e) {
                    throw new AssertionError("Bitbucket is in good health", e);
                }
                noteCalls();
                int expected = level(model.standing(place));
                for (Grant grant : active(place)) {
                    assertSetAsideAsTheModelSays(grant);
                    if (!model.isSetAside(grant.id())) {
                        expected = Math.max(expected, level(grant.role()));
                    }
                }
                assertThat(explicit(place)).as("%s meanwhile", place).isEqualTo(ROLES.get(expected));
            }
        }
    }

    void end() {
        for (Duration later : List.of(Duration.ofDays(40), Duration.ofDays(1))) {
            pass(later);
            sweep();
            doWhatIsTold();
        }
        for (Place place : PLACES) {
            if (!isGone(place)) {
                assertThat(explicit(place)).as("%s at the end", place).isEqualTo(model.standing(place));
            }
        }
        requests.forEach(this::assertOver);
        assertThat(context.jdbc()
                        .sql("select count(*) from access_pair where open or intending")
                        .query(Long.class)
                        .single())
                .isZero();
        if (rules.fulfilment() == Fulfilment.BY_HAND) {
            assertThat(context.bitbucket().outcomes()).allMatch(call -> call.startsWith("GET"));
        }
        AuditTrail trail = context.bean(AuditTrail.class);
        trail.seal();
        assertThat(trail.verify().fault()).isNull();
    }

    /** What never came into force because its repository was deleted before has failed; all else has ended in order. */
    private void assertOver(RequestId request) {
        Grant grant = grantOf(request);
        boolean mayFail = webShopIsGone && grant.resource().equals(resources.get(WEB_SHOP));
        if (mayFail && grant.state() == GrantState.FAILED) {
            assertThat(events(request)).containsOnlyOnce("grant.failed").doesNotContain("grant.activated");
            return;
        }
        AccessTest.assertOver(request);
        assertThat(events(request)).containsOnlyOnce("grant.activated", "grant.ended", "request.ended");
        assertThat(grants().receipts(grant.id()))
                .extracting(Receipt::action)
                .containsOnlyOnce(ReceiptAction.ACTIVATED, ReceiptAction.ENDED);
    }

    private static String explicit(Place place) {
        return context.bitbucket().explicit(place.repository(), account(place));
    }
}
