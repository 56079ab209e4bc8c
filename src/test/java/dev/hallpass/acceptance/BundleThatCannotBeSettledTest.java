package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One bundle that cannot be settled, whatever the cause, holds up no other. */
class BundleThatCannotBeSettledTest extends HallpassTest {

    private static final String BUNDLES = "/api/v1/bundle-requests/";

    @Test
    void theOthersAreSettledAndItIsWhenTheCauseIsGone() {
        String stuck = ask(engineer());
        refuseChangesOf(stuck);
        try {
            approveAll(stuck);
            String other = ask(engineer());

            approveAll(other);

            awaitBundle(other, "IN_FORCE");
            assertThat(state(stuck, "state")).isEqualTo("OPEN");
        } finally {
            allowChanges();
        }
        awaitBundle(stuck, "IN_FORCE");
    }

    private void refuseChangesOf(String bundle) {
        database().sql("""
            create function refuse_change_of_bundle() returns trigger language plpgsql as
            $$ begin raise exception 'this row cannot be changed'; end $$
            """).update();
        // A trigger takes no parameters; the id is one that we were given.
        database().sql("""
            create trigger refuse_change_of_bundle before update on bundle_request for each row
            when (old.id = '%s') execute function refuse_change_of_bundle()
            """.formatted(bundle)).update();
    }

    private void allowChanges() {
        database().sql("drop trigger refuse_change_of_bundle on bundle_request").update();
        database().sql("drop function refuse_change_of_bundle()").update();
    }

    private String ask(String person) {
        Response asked = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(
                                        Map.of("resource", "service-1", "role", "write"),
                                        Map.of("resource", "service-2", "role", "write")),
                                "mode",
                                "BEST_EFFORT",
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the failed payout job"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.json().path("id").asString();
    }

    private void approveAll(String bundle) {
        for (int position = 0; position < 2; position++) {
            approve(
                    Acme.OWNER,
                    as(Acme.AUDITOR)
                            .get(BUNDLES + bundle)
                            .json()
                            .path("parts")
                            .path(position)
                            .path("id")
                            .asString(),
                    0);
        }
    }

    private String state(String bundle, String field) {
        return as(Acme.AUDITOR).get(BUNDLES + bundle).json().path(field).asString();
    }

    private void awaitBundle(String bundle, String state) {
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(state(bundle, "state")).isEqualTo(state));
    }
}
