package dev.hallpass.process;

import dev.hallpass.access.ByHandOrders;
import dev.hallpass.approval.ApprovalRoutes;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestFacts;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives the policy its facts, and notes which process instance carries the request. */
@Component
class TakeInFactsWorker implements ProcessWorker {

    private final AccessRequests requests;
    private final RequestFacts facts;
    private final ApprovalRoutes routes;
    private final ByHandOrders orders;

    TakeInFactsWorker(AccessRequests requests, RequestFacts facts, ApprovalRoutes routes, ByHandOrders orders) {
        this.requests = requests;
        this.routes = routes;
        this.orders = orders;
        this.facts = facts;
    }

    @Override
    public String type() {
        return JobTypes.TAKE_IN_FACTS;
    }

    @Override
    public JobOutcome handle(JobContext job, ActivatedJob activated) {
        Long before = requests.require(job.request()).processInstanceKey();
        AccessRequest request = requests.carriedBy(job.request(), activated.getProcessInstanceKey());
        if (before != null && before != activated.getProcessInstanceKey()) {
            routes.forgetUserTasks(job.request());
            orders.forgetUserTasks(job.request());
        }
        return new JobOutcome.Completed(Map.of("facts", facts.gathered(request).asVariable()));
    }
}
