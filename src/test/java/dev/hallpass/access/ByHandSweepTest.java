package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is to be taken away by hand is asked for, and read back, with no engine anywhere. */
class ByHandSweepTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String REPOSITORY = "payments-api";
    private static final String ADA = "557058:ada";

    @Test
    void whatIsOverIsAskedForOnceAndAgainAndEndsWhenTheApplicationShowsIt() {
        try (DomainContext context = DomainContext.start(Map.of(
                "hallpass.applications[0].fulfilment", "BY_HAND", "hallpass.applications[0].fulfillers", "security"))) {
            RequestId request = context.approved("ada", REPOSITORY, "write", HOUR);
            Grants grants = context.bean(Grants.class);
            assertThat(grants.provision(request)).isInstanceOf(Provisioned.ByHand.class);
            context.bitbucket().setPermission(REPOSITORY, ADA, "write");
            assertThat(grants.provision(request)).isInstanceOf(Provisioned.InForce.class);
            assertThat(orders(context, request)).isEmpty();
            context.clock().advance(HOUR.plusMinutes(1));

            sweep(context);
            context.clock().advance(HOUR);
            sweep(context);

            List<BookedOrder> asked = orders(context, request);
            assertThat(asked).hasSize(1);
            BookedOrder order = asked.getFirst();
            assertThat(order.purpose()).isEqualTo(ByHandPurpose.REVOKE);
            assertThat(order.state()).isEqualTo(ByHandState.OPEN);
            assertThat(order.repeats()).isZero();
            assertThat(order.order().role()).isNull();

            context.bean(ByHandReports.class).report(order.id(), new PrincipalId("linus"), ByHandOutcome.DONE, null);
            context.clock().advance(HOUR);
            sweep(context);
            BookedOrder again = orders(context, request).getFirst();
            assertThat(again.state()).isEqualTo(ByHandState.OPEN);
            assertThat(again.repeats()).isEqualTo(1);
            assertThat(again.found()).isEqualTo("write");

            context.bitbucket().setPermission(REPOSITORY, ADA, "none");
            context.clock().advance(HOUR);
            sweep(context);

            assertThat(grants.ofRequest(request).orElseThrow().state()).isEqualTo(GrantState.ENDED);
            assertThat(context.bean(AccessRequests.class).require(request).state())
                    .isEqualTo(RequestState.ENDED);
            assertThat(orders(context, request).getFirst().state()).isEqualTo(ByHandState.CONFIRMED);
        }
    }

    private static void sweep(DomainContext context) {
        context.bean(RevocationSweeper.class).sweep();
    }

    private static List<BookedOrder> orders(DomainContext context, RequestId request) {
        return context.bean(ByHandOrders.class).ofRequests(List.of(request));
    }
}
