package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.Faults;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The whole state as one JSON document, for tests. Tokens are left out. */
final class StateDump {

    private final WorkspaceState state;
    private final Directory directory;
    private final JsonMapper json;

    StateDump(WorkspaceState state, JsonMapper json) {
        this.state = state;
        this.directory = state.directory();
        this.json = json;
    }

    ObjectNode document(Faults faults, Quirks quirks, CallLimit.Settings limit) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("workspace", json.valueToTree(directory.workspace()));
        document.set("users", json.valueToTree(directory.seed().users()));
        document.set("groups", json.valueToTree(directory.seed().groups()));
        ArrayNode repositories = document.putArray("repositories");
        directory.seed().repositories().forEach(repository -> repositories.add(repository(repository)));
        ArrayNode projects = document.putArray("projects");
        directory.seed().projects().forEach(project -> projects.add(project(project)));
        document.set("faults", faults(json, faults));
        document.set("quirks", json.valueToTree(quirks));
        document.set("rateLimit", json.valueToTree(limit));
        return document;
    }

    static ArrayNode faults(JsonMapper json, Faults faults) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Faults.Armed armed : faults.all()) {
            ObjectNode document = array.addObject();
            document.put("id", armed.id());
            if (armed.left() != null) {
                document.put("left", armed.left().get());
            }
            document.set("fault", json.valueToTree(armed.fault()));
        }
        return array;
    }

    private ObjectNode repository(Seed.Repository repository) {
        ObjectNode document = explicit(Target.repository(repository.uuid()));
        document.put("slug", repository.slug());
        document.put("uuid", repository.uuid());
        document.put("project", repository.project());
        ObjectNode effective = document.putObject("effective");
        EffectiveLevels levels = state.effective(Duration.ZERO);
        for (Seed.User user : directory.members()) {
            Level level = levels.of(user, repository);
            if (level != Level.NONE) {
                effective.put(user.accountId(), level.text());
            }
        }
        return document;
    }

    private ObjectNode project(Seed.Project project) {
        ObjectNode document = explicit(Target.project(project.uuid()));
        document.put("key", project.key());
        document.put("uuid", project.uuid());
        return document;
    }

    /** By account id and by group slug. */
    private ObjectNode explicit(Target target) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode users = document.putObject("users");
        state.permissions()
                .levels(target, Holder.Kind.USER, Duration.ZERO)
                .forEach((uuid, level) ->
                        directory.user(uuid).ifPresent(user -> users.put(user.accountId(), level.text())));
        ObjectNode groups = document.putObject("groups");
        state.permissions()
                .levels(target, Holder.Kind.GROUP, Duration.ZERO)
                .forEach((slug, level) -> groups.put(slug, level.text()));
        return document;
    }
}
