package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody is not active any more. */
class LeaversTest extends AccessTest {

    @AfterEach
    void returns() {
        context.jdbc()
                .sql("update principal set active = true, leaving = false where id in ('ada', 'ken')")
                .update();
    }

    private static void leaves(String person) {
        context.jdbc()
                .sql("update principal set active = false, leaving = true where id = ?")
                .param(person)
                .update();
    }

    private static void endAll() {
        context.bean(Leavers.class).endAll();
    }

    private static RequestState state(RequestId request) {
        return context.bean(AccessRequests.class).require(request).state();
    }

    private static List<String> leaving() {
        return context.jdbc()
                .sql("select id from principal where leaving")
                .query(String.class)
                .list();
    }

    @Test
    void everythingIsTakenWithReasonLeaver() {
        List<Grant> granted = Stream.of(PAYMENTS, "web-shop", "docs-site")
                .map(repository -> context.granted("ada", repository, "write", HOUR))
                .toList();
        Grant others = context.granted("ken", PAYMENTS, "write", HOUR);
        leaves("ada");

        endAll();
        granted.forEach(grant -> assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class));

        for (Grant grant : granted) {
            assertOver(grant.request());
            assertThat(grantOf(grant.request()).endReason()).isEqualTo(EndReason.LEAVER);
        }
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(grantOf(others.request()).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(leaving()).isEmpty();
    }

    @Test
    void grantsThatOverlapCostOneWrite() {
        Grant read = context.granted("ada", PAYMENTS, "read", HOUR);
        Grant write = context.granted("ada", PAYMENTS, "write", HOUR);
        Grant admin = context.granted("ada", PAYMENTS, "admin", HOUR);
        leaves("ada");
        int before = context.bitbucket().outcomes().size();

        endAll();
        Stream.of(read, write, admin).forEach(grant -> grants().takeBack(grant.request()));

        List<String> calls = context.bitbucket().outcomes();
        assertThat(calls.subList(before, calls.size()))
                .as("read, taken away, read back")
                .containsExactlyInAnyOrder("GET 200", "DELETE 204", "GET 200");
        assertThat(explicit("ada")).isEqualTo("none");
    }

    @Test
    void whatTheyWaitForIsWithdrawn() {
        RequestId asked = context.ask("ada", PAYMENTS, "write", HOUR);
        RequestId agreed = context.approved("ada", "web-shop", "write", HOUR);
        leaves("ada");

        endAll();

        for (RequestId request : List.of(asked, agreed)) {
            AccessRequest over = context.bean(AccessRequests.class).require(request);
            assertThat(over.state()).isEqualTo(RequestState.CANCELLED);
            assertThat(over.reason()).contains("ada", "not active");
        }
        assertThat(leaving()).isEmpty();
    }

    @Test
    void whatIsHalfWrittenNeverComesIntoForce() {
        RequestId request = context.approved("ada", PAYMENTS, "write", HOUR);
        fault("{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}");
        try {
            grants().provision(request);
        } catch (AccessDelayedException e) {
            // It is tried again, but they leave before that.
        }
        leaves("ada");

        endAll();
        pass(HOUR);
        sweep();

        assertThat(state(request)).isEqualTo(RequestState.FAILED);
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(leaving()).isEmpty();
    }

    @Test
    void thoseWhoStayKeepWhatTheyHave() {
        Grant grant = context.granted("ken", PAYMENTS, "write", HOUR);

        endAll();

        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.ACTIVE);
    }
}
