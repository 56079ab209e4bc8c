package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.common.ProblemException;
import dev.hallpass.facts.TicketStatus;
import dev.hallpass.facts.Tickets;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ticket that justified access is closed. */
class ClosedTicketsTest extends AccessTest {

    @BeforeEach
    void noTickets() {
        context.jdbc().sql("delete from ticket").update();
    }

    private static RequestId naming(String ticket, RequestId request) {
        context.jdbc()
                .sql("update access_request set ticket = ? where id = ?")
                .params(ticket, request.value())
                .update();
        return request;
    }

    private static Grant naming(String ticket, Grant grant) {
        naming(ticket, grant.request());
        return grant;
    }

    private static void tell(String key, TicketStatus status) {
        context.bean(Tickets.class).tell(key, status, null, null, "root");
    }

    private static void endAll() {
        context.bean(ClosedTickets.class).endWhatTheyJustified();
        context.bean(ClosedTickets.class).endWhatIsJustComing();
    }

    private static AccessRequest request(RequestId id) {
        return context.bean(AccessRequests.class).require(id);
    }

    private static List<String> closing() {
        return context.bean(Tickets.class).closing().stream()
                .map(Tickets.Closing::key)
                .toList();
    }

    @Test
    void whatWaitsIsWithdrawnAndWhatIsInForceEnds() {
        tell("OPS-1", TicketStatus.IN_PROGRESS);
        Grant grant = naming("ops-1 ", context.granted("ada", PAYMENTS, "write", HOUR));
        RequestId asked = naming("OPS-1", context.ask("ken", PAYMENTS, "write", HOUR));
        RequestId agreed = naming("OPS-1", context.approved("ken", "web-shop", "write", HOUR));
        Grant others = naming("OPS-2", context.granted("ivan", PAYMENTS, "write", HOUR));
        endAll();
        assertThat(grantOf(grant.request()).state()).as("it is not closed yet").isEqualTo(GrantState.ACTIVE);

        tell("OPS-1", TicketStatus.CLOSED);
        endAll();

        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.REVOKING);
        assertThat(grants().takeBack(grant.request())).isInstanceOf(TakenBack.Gone.class);
        assertOver(grant.request());
        assertThat(grantOf(grant.request()).endReason()).isEqualTo(EndReason.TICKET_CLOSED);
        assertThat(request(grant.request()).endReason()).isEqualTo(EndReason.TICKET_CLOSED);
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(Stream.of(asked, agreed).map(ClosedTicketsTest::request)).allSatisfy(request -> {
            assertThat(request.state()).isEqualTo(RequestState.CANCELLED);
            assertThat(request.reason()).isEqualTo("The ticket OPS-1 is closed.");
        });
        assertThat(grantOf(others.request()).state()).isEqualTo(GrantState.ACTIVE);
        assertThat(closing()).isEmpty();
    }

    @Test
    void whatIsJustComingIsUndone() {
        RequestId coming = naming("OPS-1", context.approved("ada", PAYMENTS, "write", HOUR));
        fault("{\"path\":\"%s\",\"count\":1,\"status\":503}".formatted(EXPLICIT));
        assertThatThrownBy(() -> grants().provision(coming)).isInstanceOf(AccessDelayedException.class);

        tell("OPS-1", TicketStatus.CLOSED);
        endAll();

        assertThat(request(coming).state()).isEqualTo(RequestState.FAILED);
        assertThat(explicit("ada")).isEqualTo("none");
        assertThat(closing()).isEmpty();
    }

    @Test
    void nothingIsLostIfHallpassIsKilledRightAfterTheTicketWasClosed() {
        Grant grant = naming("OPS-1", context.granted("ada", PAYMENTS, "write", HOUR));
        tell("OPS-1", TicketStatus.CLOSED);

        context.restart();
        assertThat(closing()).containsExactly("OPS-1");
        endAll();

        assertThat(grantOf(grant.request()).endReason()).isEqualTo(EndReason.TICKET_CLOSED);
    }

    @Test
    void aTicketThatIsOpenedAgainBeforeItsAccessEndedKeepsIt() {
        Grant grant = naming("OPS-1", context.granted("ada", PAYMENTS, "write", HOUR));
        tell("OPS-1", TicketStatus.CLOSED);
        tell("OPS-1", TicketStatus.OPEN);

        endAll();

        assertThat(grantOf(grant.request()).state()).isEqualTo(GrantState.ACTIVE);
    }

    @Test
    void aTicketThatIsClosedAnewWhileTheOldClosingIsSettledIsNotForgotten() {
        tell("OPS-1", TicketStatus.CLOSED);
        Tickets.Closing old = context.bean(Tickets.class).closing().getFirst();
        tell("OPS-1", TicketStatus.OPEN);
        pass(HOUR);
        tell("OPS-1", TicketStatus.CLOSED);

        context.bean(Tickets.class).ended(old);

        assertThat(closing()).containsExactly("OPS-1");
    }

    @Test
    void aClosedTicketThatIsToldOfAgainStillEndsWhatItShould() {
        tell("OPS-1", TicketStatus.CLOSED);
        context.bean(Tickets.class).tell("OPS-1", TicketStatus.CLOSED, "incident", "ada", "root");

        assertThat(closing()).containsExactly("OPS-1");
    }

    @Test
    void aTicketIsNotForgottenBeforeItsAccessHasEnded() {
        tell("OPS-1", TicketStatus.CLOSED);
        Tickets tickets = context.bean(Tickets.class);

        assertThatThrownBy(() -> tickets.forget("OPS-1", "root")).isInstanceOf(ProblemException.class);
        endAll();
        tickets.forget("ops-1", "root");

        assertThat(tickets.find("OPS-1")).isEmpty();
    }
}
