package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody who is no member of the workspace is invited by hand, in an application that Hallpass else changes itself. */
class InvitationTest extends HallpassTest {

    private static HallpassStack own;

    @BeforeAll
    static void start() {
        own = HallpassStack.start(Map.of(
                "hallpass.applications[0].options.invitations", "by-hand",
                "hallpass.applications[0].fulfillers", "security"));
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
    void whoIsNoMemberIsInvitedByHandAndTheMembershipStaysWhenTheGrantEnds() {
        String ada = engineer();
        bitbucket().setMembership(ada, null);
        String request = ask(ada, "payments", "write", "PT1H");
        approve(Acme.OWNER, request, 0);

        JsonNode order = awaitOrder(request);
        assertThat(order.path("instruction").asString()).containsIgnoringCase("invite");
        assertThat(state(request)).isEqualTo("PROVISIONING");
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("none");

        bitbucket().setMembership(ada, "member");
        completeTask(order);
        awaitState(request, "ACTIVE");
        assertThat(bitbucket().permission(ada, "payments"))
                .as("Hallpass itself gives what it can give")
                .isEqualTo("write");

        as(ada).post("/api/v1/grants/%s/release".formatted(grantOf(request)));
        awaitState(request, "ENDED");
        assertThat(bitbucket().permission(ada, "payments")).isEqualTo("none");
        assertThat(look(request).path("byHandOrders").valueStream())
                .as("nobody is asked to take the membership away")
                .singleElement()
                .satisfies(each -> assertThat(each.path("state").asString()).isEqualTo("CONFIRMED"));
    }

    private JsonNode awaitOrder(String request) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> look(request).path("byHandOrders").path(0),
                        order -> order.path("state").asString("").equals("OPEN"));
    }

    private void completeTask(JsonNode order) {
        long task = await().atMost(SOON)
                .until(
                        () -> database()
                                .sql("select coalesce(user_task_key, -1) from by_hand_order where id = ?::uuid")
                                .param(order.path("id").asString())
                                .query(Long.class)
                                .single(),
                        key -> key > 0);
        stack().engine()
                .newAssignUserTaskCommand(task)
                .assignee(Acme.SECURITY)
                .send()
                .join();
        stack().engine()
                .newCompleteUserTaskCommand(task)
                .variables(Map.of("report", "DONE"))
                .send()
                .join();
    }
}
