package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceResultRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Process instances, their variables and incidents over REST. */
final class ProcessInstanceEndpoint {

    private static final String KEY = "processInstanceKey";

    private final CommandSender sender;

    ProcessInstanceEndpoint(CommandSender sender) {
        this.sender = sender;
    }

    void addTo(RestRoutes routes) {
        routes.add("POST", "/process-instances", this::create)
                .add("POST", "/process-instances/{processInstanceKey}/cancellation", this::cancel)
                .add("POST", "/process-instances/{processInstanceKey}/modification", this::modify)
                .add("POST", "/process-instances/{processInstanceKey}/migration", this::migrate)
                .add("PUT", "/element-instances/{elementInstanceKey}/variables", this::setVariables)
                .add("POST", "/incidents/{incidentKey}/resolution", this::resolveIncident);
    }

    private RestAnswer create(RestRequest request) throws IOException {
        RestBody body = request.body();
        ProcessInstanceCreationRecord creation = RestInstances.creation(body);
        if (!body.flag("awaitCompletion", false)) {
            EngineAnswer answer =
                    sender.send(ProcessInstanceCommands.create(creation)).join();
            return RestAnswer.ok(RestInstances.json(answer.readInto(new ProcessInstanceCreationRecord())));
        }
        long patience = body.number("requestTimeout", 0);
        EngineAnswer answer = sender.send(
                        ProcessInstanceCommands.createWithResult(creation, body.texts("fetchVariables")),
                        patience > 0 ? Duration.ofMillis(patience) : CommandSender.USUAL_PATIENCE)
                .join();
        return RestAnswer.ok(RestInstances.json(answer.readInto(new ProcessInstanceResultRecord())));
    }

    private RestAnswer cancel(RestRequest request) {
        return send(ProcessInstanceCommands.cancel(request.key(KEY)));
    }

    private RestAnswer modify(RestRequest request) throws IOException {
        return send(ProcessInstanceCommands.modify(RestInstances.modification(request.key(KEY), request.body())));
    }

    private RestAnswer migrate(RestRequest request) throws IOException {
        RestBody body = request.body();
        Map<String, String> elements = new LinkedHashMap<>();
        body.forEach(
                "mappingInstructions",
                mapping ->
                        elements.put(mapping.requiredText("sourceElementId"), mapping.requiredText("targetElementId")));
        return send(ProcessInstanceCommands.migrate(
                request.key(KEY), body.number("targetProcessDefinitionKey", 0), elements));
    }

    private RestAnswer setVariables(RestRequest request) throws IOException {
        RestBody body = request.body();
        return send(ProcessInstanceCommands.setVariables(
                request.key("elementInstanceKey"),
                body.object("variables").json().toString(),
                body.flag("local", false)));
    }

    private RestAnswer resolveIncident(RestRequest request) {
        return send(ProcessInstanceCommands.resolveIncident(request.key("incidentKey")));
    }

    private RestAnswer send(EngineCommand command) {
        sender.send(command).join();
        return RestAnswer.noContent();
    }
}
