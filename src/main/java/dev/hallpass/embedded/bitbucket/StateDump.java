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
    private final boolean withEffective;
    private final EffectiveLevels effective;

    StateDump(WorkspaceState state, JsonMapper json, boolean withEffective) {
        this.state = state;
        this.directory = state.directory();
        this.json = json;
        this.withEffective = withEffective;
        this.effective = state.effective(Duration.ZERO);
    }

    ObjectNode document(Faults faults, Quirks quirks, CallLimit.Settings limit) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("workspace", json.valueToTree(directory.workspace()));
        document.set("users", json.valueToTree(directory.users()));
        ArrayNode groups = document.putArray("groups");
        directory.groups().forEach(group -> groups.add(group(group)));
        ArrayNode repositories = document.putArray("repositories");
        directory.repositories().forEach(repository -> repositories.add(repository(repository)));
        ArrayNode projects = document.putArray("projects");
        directory.projects().forEach(project -> projects.add(project(project)));
        document.set("faults", faults(json, faults));
        document.set("randomFaults", json.valueToTree(faults.byChance()));
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

    private ObjectNode group(Seed.Group group) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("slug", group.slug());
        document.put("name", group.name());
        ArrayNode members = document.putArray("members");
        state.memberships().members(group.slug(), Duration.ZERO).stream()
                .map(this::account)
                .sorted()
                .forEach(members::add);
        return document;
    }

    private ObjectNode repository(Seed.Repository repository) {
        ObjectNode document = explicit(Target.repository(repository.uuid()));
        document.put("slug", repository.slug());
        document.put("uuid", repository.uuid());
        document.put("name", repository.name());
        document.put("project", repository.project());
        document.put("isPrivate", repository.isPrivate());
        if (withEffective) {
            ObjectNode levels = document.putObject("effective");
            effective.on(repository).forEach((uuid, level) -> levels.put(account(uuid), level.text()));
        }
        return document;
    }

    private ObjectNode project(Seed.Project project) {
        ObjectNode document = explicit(Target.project(project.uuid()));
        document.put("key", project.key());
        document.put("uuid", project.uuid());
        document.put("name", project.name());
        return document;
    }

    /** By account id and by group slug. */
    private ObjectNode explicit(Target target) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode users = document.putObject("users");
        state.permissions()
                .levels(target, Holder.Kind.USER, Duration.ZERO)
                .forEach((uuid, level) -> users.put(account(uuid), level.text()));
        ObjectNode groups = document.putObject("groups");
        state.permissions()
                .levels(target, Holder.Kind.GROUP, Duration.ZERO)
                .forEach((slug, level) -> groups.put(slug, level.text()));
        return document;
    }

    private String account(String uuid) {
        return directory.user(uuid).map(Seed.User::accountId).orElse(uuid);
    }
}
