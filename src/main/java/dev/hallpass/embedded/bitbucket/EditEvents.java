package dev.hallpass.embedded.bitbucket;

import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What webhooks tell of changes by hand, as Bitbucket's do. */
final class EditEvents {

    private final WorkspaceState state;
    private final Webhooks webhooks;
    private final Supplier<Quirks> quirks;

    EditEvents(WorkspaceState state, Webhooks webhooks, Supplier<Quirks> quirks) {
        this.state = state;
        this.webhooks = webhooks;
        this.quirks = quirks;
    }

    /** An event about a repository as it is now, to be added to. */
    ObjectNode about(ControlRoute.Request request, Seed.Repository repository) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("repository", documents(request).repository(repository));
        return payload;
    }

    /** An event about a project, to be added to. */
    ObjectNode about(ControlRoute.Request request, Seed.Project project) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("project", documents(request).project(project));
        return payload;
    }

    /** Notes what a field was and is, if it differs. */
    static void change(ObjectNode changes, String field, String before, String after) {
        if (!before.equals(after)) {
            changes.putObject(field).put("old", before).put("new", after);
        }
    }

    void send(String event, ObjectNode payload) {
        webhooks.send(event, payload);
    }

    private Documents documents(ControlRoute.Request request) {
        return new Documents(state.directory(), request.call().origin() + "/2.0", quirks.get());
    }
}
