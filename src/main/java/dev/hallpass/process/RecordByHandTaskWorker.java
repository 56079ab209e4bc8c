package dev.hallpass.process;

import dev.hallpass.access.BookedOrder;
import dev.hallpass.access.ByHandOrders;
import dev.hallpass.access.ByHandState;
import dev.hallpass.notification.Notice;
import dev.hallpass.notification.Notifications;
import io.camunda.client.api.response.ActivatedJob;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Listens to the creation of a task for something by hand, records it and tells those who may do it. */
@Component
class RecordByHandTaskWorker implements ProcessWorker {

    private final ByHandOrders orders;
    private final Notifications notifications;

    RecordByHandTaskWorker(ByHandOrders orders, Notifications notifications) {
        this.orders = orders;
        this.notifications = notifications;
    }

    @Override
    public String type() {
        return JobTypes.RECORD_BY_HAND_TASK;
    }

    @Override
    public List<String> variables() {
        return List.of(JobContext.BY_HAND);
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        orders.waitsAs(job.order(), activated.getUserTask().getUserTaskKey());
        BookedOrder order = orders.require(job.order());
        if (order.state() == ByHandState.OPEN) {
            notifications.tell(new Notice(
                    "by-hand-order",
                    Set.of(),
                    Set.of(order.order().fulfillers()),
                    job.request().value(),
                    "Something waits to be done by hand in an application."));
        }
        return JobOutcome.completed();
    }
}
