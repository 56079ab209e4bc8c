package dev.hallpass.access;

import static dev.hallpass.access.AccessTest.PAYMENTS;
import static dev.hallpass.access.AccessTest.context;
import static dev.hallpass.access.AccessTest.grants;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.access.LedgerModel.Place;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.request.RequestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where the lives of {@link LedgerPropertyTest} take place: the people, the repositories, and what stands there. */
final class LedgerScene {

    static final String WEB_SHOP = "web-shop";

    static final List<Place> PLACES =
            List.of(new Place("ada", PAYMENTS), new Place("ada", WEB_SHOP), new Place("ken", PAYMENTS));

    static final List<String> ROLES = List.of("none", "read", "write", "admin");

    private final Map<String, ResourceId> resources = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final List<RequestId> requests = new ArrayList<>();
    private boolean webShopIsGone;

    LedgerScene() {
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

    static int level(String role) {
        return ROLES.indexOf(role);
    }

    static String account(Place place) {
        return "557058:" + place.person();
    }

    static String explicit(Place place) {
        return context.bitbucket().explicit(place.repository(), account(place));
    }

    static void setByHand(Place place, String permission) {
        context.bitbucket().setPermission(place.repository(), account(place), permission);
    }

    ResourceId resource(Place place) {
        return Objects.requireNonNull(resources.get(place.repository()));
    }

    /** What of the repository stands in the paths of calls. */
    String address(Place place) {
        return Objects.requireNonNull(addresses.get(place.repository()));
    }

    Pair pair(Place place) {
        return new Pair(context.person(place.person()).id(), resource(place), account(place));
    }

    RequestId approved(Place place, String role, Duration duration) {
        RequestId request = context.approved(place.person(), place.repository(), role, duration);
        requests.add(request);
        return request;
    }

    List<RequestId> requests() {
        return requests;
    }

    void deleteWebShop() {
        if (!webShopIsGone) {
            context.bitbucket().deleteRepository(WEB_SHOP);
            webShopIsGone = true;
        }
    }

    boolean isGone(Place place) {
        return webShopIsGone && place.repository().equals(WEB_SHOP);
    }

    boolean isGone(Grant grant) {
        return webShopIsGone && grant.resource().equals(resources.get(WEB_SHOP));
    }

    List<Place> places() {
        return PLACES.stream().filter(place -> !isGone(place)).toList();
    }

    List<Grant> inState(GrantState state) {
        return requests.stream()
                .flatMap(request -> grants().ofRequest(request).stream())
                .filter(grant -> grant.state() == state)
                .toList();
    }

    List<Grant> active(Place place) {
        return inState(GrantState.ACTIVE).stream()
                .filter(grant -> grant.account().equals(account(place)))
                .filter(grant -> grant.resource().equals(resource(place)))
                .toList();
    }

    /** Whether a grant is at work there. */
    boolean isOpen(Place place) {
        return context.jdbc()
                        .sql("select count(*) from access_grant where principal_id = ? and resource_id = ?"
                                + " and state in ('PROVISIONING', 'ACTIVE', 'REVOKING')")
                        .params(place.person(), resource(place).value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Asks for something that may have to be tried again. */
    static void delayable(Runnable call) {
        try {
            call.run();
        } catch (AccessDelayedException e) {
            assertThat(e.retryAfter()).isPositive();
        }
    }
}
