package dev.hallpass.embedded.bitbucket;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON objects of the API. */
final class Documents {

    private final Directory directory;
    private final String api;
    private final Quirks quirks;

    /** @param api the address of the API, for links */
    Documents(Directory directory, String api, Quirks quirks) {
        this.directory = directory;
        this.api = api;
        this.quirks = quirks;
    }

    ObjectNode user(Seed.User user) {
        ObjectNode document = object("user");
        document.put("display_name", user.displayName());
        document.put("uuid", user.uuid());
        if (!quirks.accountIdsHidden()) {
            document.put("account_id", user.accountId());
            document.put("nickname", user.nickname());
        }
        document.set("links", self("/users/" + encode(user.uuid())));
        return document;
    }

    /** As version 1.0 of the API shows users. */
    ObjectNode member(Seed.User user) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("display_name", user.displayName());
        document.put("uuid", user.uuid());
        if (!quirks.accountIdsHidden()) {
            document.put("account_id", user.accountId());
            document.put("nickname", user.nickname());
        }
        document.put("is_team", false);
        document.put("is_staff", false);
        document.put("resource_uri", "/1.0/users/" + user.uuid());
        return document;
    }

    ObjectNode userWithEmail(Seed.User user) {
        return user(user).put("email", user.email());
    }

    ObjectNode group(Seed.Group group) {
        ObjectNode document = object("group");
        document.put("name", group.name());
        document.put("slug", group.slug());
        document.put("full_slug", directory.workspace().slug() + ":" + group.slug());
        return document;
    }

    ObjectNode workspace() {
        Seed.Workspace workspace = directory.workspace();
        ObjectNode document = object("workspace");
        document.put("uuid", workspace.uuid());
        document.put("name", workspace.name());
        document.put("slug", workspace.slug());
        document.set("links", self("/workspaces/" + encode(workspace.slug())));
        return document;
    }

    /** The workspace without its name, as it stands in answers about the caller. */
    ObjectNode workspaceBase() {
        Seed.Workspace workspace = directory.workspace();
        ObjectNode document = object("workspace_base");
        document.put("uuid", workspace.uuid());
        document.put("slug", workspace.slug());
        document.set("links", self("/workspaces/" + encode(workspace.slug())));
        return document;
    }

    ObjectNode project(Seed.Project project) {
        ObjectNode document = object("project");
        document.put("uuid", project.uuid());
        document.put("key", project.key());
        document.put("name", project.name());
        document.put("is_private", project.isPrivate());
        return document;
    }

    ObjectNode repository(Seed.Repository repository) {
        Seed.Workspace workspace = directory.workspace();
        ObjectNode document = object("repository");
        document.put("uuid", repository.uuid());
        document.put("full_name", workspace.slug() + "/" + repository.slug());
        document.put("slug", repository.slug());
        document.put("name", repository.name());
        document.put("description", repository.description());
        document.put("is_private", repository.isPrivate());
        document.put("scm", "git");
        directory.project(repository.project()).ifPresent(project -> document.set("project", project(project)));
        document.set("workspace", workspace());
        document.set("links", self("/repositories/" + encode(workspace.slug()) + "/" + encode(repository.slug())));
        return document;
    }

    ObjectNode membership(Seed.User user) {
        ObjectNode document = object("workspace_membership");
        document.set("user", user(user));
        document.set("workspace", workspace());
        document.set(
                "links",
                self("/workspaces/" + encode(directory.workspace().slug()) + "/members/" + encode(user.accountId())));
        return document;
    }

    /** A user's effective level on a repository. */
    ObjectNode effectivePermission(Seed.User user, Seed.Repository repository, Level level) {
        ObjectNode document = object("repository_permission");
        document.put("permission", level.text());
        document.set("user", user(user));
        document.set("repository", repository(repository));
        return document;
    }

    /** An explicit permission, without who and on what. */
    ObjectNode permission(String type, Level level, String path) {
        ObjectNode document = object(type);
        document.put("permission", level.text());
        document.set("links", self(path));
        return document;
    }

    ObjectNode object(String type) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", type);
        if (quirks.unknownFields()) {
            document.putObject("x_not_described").putArray("values").add(1).add("two");
        }
        return document;
    }

    private ObjectNode self(String path) {
        ObjectNode links = JsonNodeFactory.instance.objectNode();
        links.putObject("self").put("href", api + path);
        return links;
    }

    /** For one segment of a path. */
    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
