package dev.hallpass.process;

import dev.hallpass.access.BookedOrder;
import dev.hallpass.access.ByHandOrder;
import dev.hallpass.access.ByHandOrders;
import dev.hallpass.access.ByHandPurpose;
import dev.hallpass.access.ByHandRefusals;
import dev.hallpass.access.ByHandState;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.request.RequestId;
import io.camunda.client.api.response.ActivatedJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the process ask a person for what Hallpass cannot do in an application. */
@Component
class ByHandTasks {

    /** A process that does not say so was deployed before there was anything by hand. */
    private static final String KNOWS_HANDS = "byHand";

    /** How soon an application is read again after a report that it does not show yet. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration LATER = Duration.ofSeconds(30);

    private final ByHandOrders orders;
    private final ByHandRefusals refusals;
    private final Catalog catalog;

    ByHandTasks(ByHandOrders orders, ByHandRefusals refusals, Catalog catalog) {
        this.orders = orders;
        this.refusals = refusals;
        this.catalog = catalog;
    }

    /**
     * Books the order and says how the job is left: with the task for a person if one has to act, and to be tried again
     * if the application has only to be read again.
     */
    JobOutcome ask(
            RequestId request,
            ByHandPurpose purpose,
            ByHandOrder order,
            ActivatedJob job,
            Map<String, @Nullable Object> variables) {
        Optional<BookedOrder> booked = orders.ask(request, purpose, order);
        if (booked.isEmpty()) {
            return new JobOutcome.Postponed(SOON);
        }
        if (booked.get().isGivenUp()) {
            // The next attempt finds the grant failed, or in force if the application has shown it meanwhile.
            refusals.giveUp(booked.get());
            return new JobOutcome.Postponed(Duration.ZERO);
        }
        if (booked.get().state() != ByHandState.OPEN) {
            return new JobOutcome.Postponed(SOON);
        }
        if (!job.getCustomHeaders().containsKey(KNOWS_HANDS)) {
            return new JobOutcome.Postponed(LATER);
        }
        Map<String, @Nullable Object> all = new HashMap<>(variables);
        all.put(JobContext.BY_HAND, describe(booked.get()));
        return new JobOutcome.Completed(all);
    }

    /** What the form shows: ids and what is to be done, no names of people. */
    private Map<String, @Nullable Object> describe(BookedOrder booked) {
        ByHandOrder order = booked.order();
        Resource resource = catalog.require(order.resource());
        Map<String, @Nullable Object> shown = new HashMap<>();
        shown.put("order", booked.id().toString());
        shown.put("purpose", booked.purpose().name());
        shown.put("fulfillers", order.fulfillers());
        shown.put("instruction", order.instruction());
        shown.put("application", resource.application());
        shown.put("resource", resource.path());
        shown.put("account", order.account());
        shown.put("role", order.role());
        shown.put("repeats", booked.repeats());
        shown.put("found", booked.found());
        return shown;
    }
}
