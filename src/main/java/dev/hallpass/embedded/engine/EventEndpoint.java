package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.message.MessageCorrelationRecord;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import java.io.IOException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages and signals over REST; correlation with an answer exists here only. */
final class EventEndpoint {

    private final CommandSender sender;

    EventEndpoint(CommandSender sender) {
        this.sender = sender;
    }

    void addTo(RestRoutes routes) {
        routes.add("POST", "/messages/publication", this::publish)
                .add("POST", "/messages/correlation", this::correlate)
                .add("POST", "/signals/broadcast", this::broadcast);
    }

    private RestAnswer publish(RestRequest request) throws IOException {
        RestBody body = request.body();
        EngineAnswer answer = sender.send(EventCommands.publish(
                        body.requiredText("name"),
                        body.text("correlationKey", ""),
                        body.text("messageId", ""),
                        body.number("timeToLive", 0),
                        body.variables("variables")))
                .join();
        return RestAnswer.ok(keyed("messageKey", answer.key()));
    }

    private RestAnswer correlate(RestRequest request) throws IOException {
        RestBody body = request.body();
        EngineAnswer answer = sender.send(EventCommands.correlate(
                        body.requiredText("name"), body.text("correlationKey", ""), body.variables("variables")))
                .join();
        MessageCorrelationRecord correlated = answer.readInto(new MessageCorrelationRecord());
        return RestAnswer.ok(keyed("messageKey", answer.key())
                .put("processInstanceKey", Long.toString(correlated.getProcessInstanceKey())));
    }

    private RestAnswer broadcast(RestRequest request) throws IOException {
        RestBody body = request.body();
        EngineAnswer answer = sender.send(
                        EventCommands.broadcast(body.requiredText("signalName"), body.variables("variables")))
                .join();
        return RestAnswer.ok(keyed("signalKey", answer.key()));
    }

    private static ObjectNode keyed(String name, long key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(name, Long.toString(key))
                .put("tenantId", TenantOwned.DEFAULT_TENANT_IDENTIFIER);
    }
}
