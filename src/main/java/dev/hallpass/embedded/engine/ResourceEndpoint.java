package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.decision.DecisionEvaluationRecord;
import io.camunda.zeebe.protocol.impl.record.value.deployment.DeploymentRecord;
import java.io.IOException;
import java.util.Map;

/** Deployments and decisions over REST. */
final class ResourceEndpoint {

    private final CommandSender sender;

    ResourceEndpoint(CommandSender sender) {
        this.sender = sender;
    }

    void addTo(RestRoutes routes) {
        routes.add("POST", "/deployments", this::deploy)
                .add("POST", "/resources/{resourceKey}/deletion", this::delete)
                .add("POST", "/decision-definitions/evaluation", this::evaluate);
    }

    private RestAnswer deploy(RestRequest request) throws IOException {
        Map<String, byte[]> resources = MultipartForm.files(request.contentType(), request.content());
        EngineAnswer answer = sender.send(ResourceCommands.deploy(resources)).join();
        return RestAnswer.ok(RestResources.json(answer.key(), answer.readInto(new DeploymentRecord())));
    }

    /** Answers without a body, as a gateway of the engine's version does; its client trips over the newer ones' body. */
    private RestAnswer delete(RestRequest request) {
        sender.send(ResourceCommands.delete(request.key("resourceKey"))).join();
        return RestAnswer.done();
    }

    private RestAnswer evaluate(RestRequest request) throws IOException {
        RestBody body = request.body();
        EngineAnswer answer = sender.send(ResourceCommands.evaluate(
                        body.number("decisionDefinitionKey", 0),
                        body.text("decisionDefinitionId", ""),
                        body.variables("variables")))
                .join();
        return RestAnswer.ok(RestResources.json(answer.key(), answer.readInto(new DecisionEvaluationRecord())));
    }
}
