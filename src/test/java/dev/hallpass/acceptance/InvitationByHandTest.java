package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.ApiClient.Response;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where people invite by hand, who is no member yet may ask, and is told that somebody will be asked to invite them. */
class InvitationByHandTest extends HallpassTest {

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @BeforeAll
    static void start() {
        own = HallpassStack.start(Map.of(
                "hallpass.applications[0].options.invitations", "by-hand",
                "hallpass.catalog.discovery-interval", "PT1S"));
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
    void theRequestGoesOnAndSaysThatSomebodyWillBeAsked() {
        String person = engineer();
        bitbucket().setMembership(person, null);

        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    Response preview =
                            as(person).post("/api/v1/requests/preview", request("service-1", "write", "PT1H"));
                    assertThat(preview.status()).as(preview.text()).isEqualTo(200);
                    assertThat(preview.json().path("notice").asString("")).contains("asked to invite");
                });
        Response several = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements",
                                List.of(
                                        Map.of("resource", "service-1", "role", "write"),
                                        Map.of("resource", "service-2", "role", "write")),
                                "duration",
                                "PT1H",
                                "justification",
                                "Fix the job"));

        assertThat(several.status()).as(several.text()).isEqualTo(202);
        assertThat(several.json().path("notice").asString("")).contains("asked to invite");
        Response one = as(person).post("/api/v1/requests", request("service-3", "write", "PT1H"));
        assertThat(one.status()).as(one.text()).isEqualTo(202);
        assertThat(one.json().path("notice").asString("")).contains("asked to invite");
        assertThat(look(one.json().path("id").asString()).has("notice"))
                .as("told only to who has just asked")
                .isFalse();
    }
}
