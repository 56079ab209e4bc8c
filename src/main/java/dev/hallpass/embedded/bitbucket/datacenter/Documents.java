package dev.hallpass.embedded.bitbucket.datacenter;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Users, groups, projects and repositories as Bitbucket shows them. */
final class Documents {

    private final ServerState state;
    private final Quirks quirks;

    Documents(ServerState state, Quirks quirks) {
        this.state = state;
        this.quirks = quirks;
    }

    ObjectNode user(Seed.User user) {
        ObjectNode document = object();
        document.put("name", user.name());
        document.put("emailAddress", user.email());
        document.put("id", user.id());
        document.put("displayName", user.displayName());
        document.put("active", user.active());
        document.put("slug", user.slug());
        document.put("type", "NORMAL");
        return document;
    }

    ObjectNode detailedUser(Seed.User user) {
        boolean readOnly = quirks.groupsReadOnly() || user.readOnlyDirectory();
        ObjectNode document = user(user);
        document.put("directoryName", readOnly ? "Corporate LDAP" : "Bitbucket Internal Directory");
        document.put("deletable", !readOnly);
        document.put("mutableDetails", !readOnly);
        document.put("mutableGroups", !readOnly);
        return document;
    }

    ObjectNode detailedGroup(ServerState.Group group) {
        ObjectNode document = object();
        document.put("name", group.name());
        document.put("deletable", !quirks.groupsReadOnly());
        return document;
    }

    ObjectNode permitted(Seed.User user, Permission permission) {
        ObjectNode document = object();
        document.set("user", user(user));
        document.put("permission", permission.name());
        return document;
    }

    ObjectNode permitted(ServerState.Group group, Permission permission) {
        ObjectNode document = object();
        document.putObject("group").put("name", group.name());
        document.put("permission", permission.name());
        return document;
    }

    ObjectNode project(Seed.Project project) {
        ObjectNode document = object();
        document.put("key", project.key());
        document.put("id", project.id());
        document.put("name", project.name());
        document.put("public", project.isPublic());
        document.put("type", project.owner() == null ? "NORMAL" : "PERSONAL");
        return document;
    }

    ObjectNode repository(Directory.Repository repository) {
        ObjectNode document = object();
        document.put("slug", repository.slug());
        document.put("id", repository.id());
        document.put("name", repository.name());
        document.put("hierarchyId", "%020x".formatted(repository.id()));
        document.put("scmId", "git");
        document.put("state", "AVAILABLE");
        document.put("statusMessage", "Available");
        document.put("forkable", true);
        document.put("archived", repository.archived());
        document.put("public", repository.isPublic());
        document.set("project", project(state.directory().projectOf(repository)));
        return document;
    }

    private ObjectNode object() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (quirks.unknownFields()) {
            document.put("addedWithoutNotice", true);
        }
        return document;
    }
}
