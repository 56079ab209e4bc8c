package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** All-or-nothing bundles on bad days: an application that refuses, an engine that forgets, and many parts. */
class BundleFailureTest extends HallpassTest {

    private static final String BUNDLES = "/api/v1/bundle-requests/";
    private static final Duration LONG = SOON.multipliedBy(4);

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @BeforeAll
    static void start() {
        own = HallpassStack.start(Map.of("hallpass.camunda.recovery-interval", "PT1S"));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @Test
    void aPartThatCannotBeProvisionedTakesBackThoseInForce() {
        String ada = engineer();
        bitbucket().setByHand(ada, "service-1", "read");
        // The eighth repository of Acme is service-3.
        bitbucket().fail(Map.of("method", "PUT", "path", "0{11}8.*permissions-config", "status", 503));
        try {
            String bundle = ask(ada, List.of("service-1", "service-2", "service-3"));
            awaitWaiting(bundle, 3);
            decideAll(bundle);
            awaitStates(bundle, List.of("ACTIVE", "ACTIVE", "PROVISIONING"));
            assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("write");

            bitbucket().heal();
            bitbucket().fail(Map.of("method", "PUT", "path", "0{11}8.*permissions-config", "status", 400));

            awaitBundle(bundle, "UNDONE");
            JsonNode seen = look(ada, bundle);
            assertThat(states(seen)).containsExactly("ENDED", "ENDED", "FAILED");
            assertThat(seen.path("parts").path(0).path("endReason").asString()).isEqualTo("BUNDLE_UNDONE");
            assertThat(seen.path("parts").path(1).path("endReason").asString()).isEqualTo("BUNDLE_UNDONE");
            assertThat(seen.path("reason").asString()).contains("acme/service-3");
            assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("read");
            assertThat(bitbucket().permission(ada, "service-2")).isEqualTo("none");
            assertThat(bitbucket().permission(ada, "service-3")).isEqualTo("none");
        } finally {
            bitbucket().heal();
        }
    }

    @Test
    void anApplicationThatIsDownWhileABundleIsUndoneIsWaitedFor() {
        String ada = engineer();
        // The sixth repository of Acme is service-1, the eighth service-3.
        String bundle = halfWay(ada);
        bitbucket().heal();
        bitbucket().fail(Map.of("method", "DELETE", "path", "0{11}6.*permissions-config", "status", 503));
        bitbucket().fail(Map.of("method", "PUT", "path", "0{11}8.*permissions-config", "status", 400));
        try {
            awaitStates(bundle, List.of("REVOKING", "ENDED", "FAILED"));
            assertThat(look(ada, bundle).path("state").asString())
                    .as("not forgotten: something is still there")
                    .isEqualTo("UNDOING");
            assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("write");
        } finally {
            bitbucket().heal();
        }

        awaitBundle(bundle, "UNDONE");
        assertNothingOf(ada);
    }

    @Test
    void aBundleThatIsWithdrawnHalfWayLeavesNothing() {
        String ada = engineer();
        String bundle = halfWay(ada);
        try {
            ApiClient.Response response = as(ada).post(BUNDLES + bundle + "/cancel");
            assertThat(response.status()).as(response.text()).isEqualTo(200);
        } finally {
            bitbucket().heal();
        }

        awaitBundle(bundle, "UNDONE");
        assertNothingOf(ada);
        assertThat(look(ada, bundle).path("reason").asString()).contains("Withdrawn by " + ada);
    }

    @Test
    void aHallpassThatStopsBetweenTwoPartsGoesOnWithTheOthers() {
        String ada = engineer();
        String bundle = halfWay(ada);
        stack().stopApplication();
        bitbucket().heal();
        stack().startApplication();

        awaitBundle(bundle, "IN_FORCE");
        assertThat(bitbucket().permission(ada, "service-3")).isEqualTo("write");
    }

    @Test
    void aPartIsExtendedLikeAnyOtherGrantAndTheOthersAreNot() {
        String ada = engineer();
        String bundle = ask(ada, List.of("service-1", "service-2"));
        awaitWaiting(bundle, 2);
        decideAll(bundle);
        awaitBundle(bundle, "IN_FORCE");
        JsonNode before = look(Acme.AUDITOR, bundle).path("parts");

        ApiClient.Response asked = as(ada).post(
                        "/api/v1/grants/%s/extend".formatted(grantOf(part(before, 0))),
                        Map.of("duration", "PT1H", "justification", "It takes longer"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String extension = asked.json().path("id").asString();
        approve(Acme.OWNER, extension, 0);
        awaitState(extension, "ENDED");

        assertThat(expiry(part(before, 0))).isAfter(expiry(part(before, 1)).plusSeconds(3000));
        assertThat(look(ada, bundle).path("state").asString()).isEqualTo("IN_FORCE");
        as(ada).post("/api/v1/grants/%s/release".formatted(grantOf(part(before, 0))));
        as(ada).post("/api/v1/grants/%s/release".formatted(grantOf(part(before, 1))));
        awaitBundle(bundle, "ENDED");
        assertNothingOf(ada);
    }

    private static String part(JsonNode parts, int position) {
        return parts.path(position).path("id").asString();
    }

    private Instant expiry(String request) {
        return Instant.parse(
                look(request).path("grants").path(0).path("expiresAt").asString());
    }

    /** Two parts are in force, and the third is not to be had now. */
    private String halfWay(String person) {
        bitbucket().fail(Map.of("method", "PUT", "path", "0{11}8.*permissions-config", "status", 503));
        String bundle = ask(person, List.of("service-1", "service-2", "service-3"));
        awaitWaiting(bundle, 3);
        decideAll(bundle);
        awaitStates(bundle, List.of("ACTIVE", "ACTIVE", "PROVISIONING"));
        return bundle;
    }

    private void assertNothingOf(String person) {
        for (String repository : List.of("service-1", "service-2", "service-3")) {
            assertThat(bitbucket().permission(person, repository))
                    .as(repository)
                    .isEqualTo("none");
        }
    }

    @Test
    void anEngineThatForgetsAllInTheMiddleOfABundleChangesNothingOfIt() {
        String ada = engineer();
        String bundle = ask(ada, List.of("service-1", "service-2", "service-3"));
        awaitWaiting(bundle, 3);
        String first =
                look(Acme.AUDITOR, bundle).path("parts").path(0).path("id").asString();
        approve(Acme.OWNER, first, 0);
        awaitState(first, "APPROVED");

        stack().stopEngine();
        stack().startEngine();

        awaitWaiting(bundle, 2);
        assertThat(bitbucket().permission(ada, "service-1")).isEqualTo("none");
        decideAll(bundle);
        awaitBundle(bundle, "IN_FORCE");
        for (String repository : List.of("service-1", "service-2", "service-3")) {
            assertThat(bitbucket().permission(ada, repository)).isEqualTo("write");
        }
    }

    @Test
    void fiftyEntitlementsComeTogether() {
        String ada = engineer();
        String bundle = ask(
                ada, IntStream.rangeClosed(1, 50).mapToObj(i -> "service-" + i).toList());
        awaitWaiting(bundle, 50);

        decideAll(bundle);

        awaitBundle(bundle, "IN_FORCE");
        assertThat(look(ada, bundle).path("counts").path("ACTIVE").asInt()).isEqualTo(50);
        for (int i = 1; i <= 50; i++) {
            assertThat(bitbucket().permission(ada, "service-" + i)).isEqualTo("write");
        }
    }

    private String ask(String person, List<String> repositories) {
        ApiClient.Response response = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                repositories.stream()
                                        .map(name -> Map.of("resource", name, "role", "write"))
                                        .toList(),
                                "mode",
                                "ALL_OR_NOTHING",
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the failed payout job"));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        return response.json().path("id").asString();
    }

    private void decideAll(String bundle) {
        ApiClient.Response response =
                as(Acme.OWNER).post(BUNDLES + bundle + "/decisions", Map.of("decision", "APPROVE"));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
    }

    private JsonNode look(String person, String bundle) {
        return as(person).get(BUNDLES + bundle).json();
    }

    private static List<String> states(JsonNode bundle) {
        return bundle.path("parts")
                .valueStream()
                .map(part -> part.path("state").asString())
                .toList();
    }

    private void awaitWaiting(String bundle, int parts) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(look(Acme.AUDITOR, bundle)
                                .path("parts")
                                .valueStream()
                                .filter(part -> part.path("route")
                                        .path(0)
                                        .path("state")
                                        .asString()
                                        .equals("WAITING")))
                        .hasSize(parts));
    }

    private void awaitStates(String bundle, List<String> states) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(states(look(Acme.AUDITOR, bundle))).isEqualTo(states));
    }

    private void awaitBundle(String bundle, String state) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(
                                look(Acme.AUDITOR, bundle).path("state").asString())
                        .isEqualTo(state));
    }
}
