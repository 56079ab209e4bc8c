package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Permissions and memberships as flat lists, for comparisons person by person. Always the truth, never stale. */
final class RowDump {

    private static final Comparator<ObjectNode> ORDER = Comparator.comparing((ObjectNode row) -> text(row, "kind"))
            .thenComparing(row -> text(row, "uuid"))
            .thenComparing(row -> text(row, "user"))
            .thenComparing(row -> text(row, "group"));

    private final WorkspaceState state;
    private final Directory directory;
    private final Lookup lookup;

    RowDump(WorkspaceState state) {
        this.state = state;
        this.directory = state.directory();
        this.lookup = new Lookup(state);
    }

    /** Explicit permissions in a fixed order, by the parameters user, group, repository and project. */
    ArrayNode explicit(HttpCall call) {
        String user = call.parameter("user").map(id -> lookup.user(id).uuid()).orElse(null);
        String group =
                call.parameter("group").map(id -> lookup.group(id).slug()).orElse(null);
        String repository = call.parameter("repository")
                .map(id -> lookup.repository(id).uuid())
                .orElse(null);
        String project =
                call.parameter("project").map(id -> lookup.project(id).uuid()).orElse(null);
        List<ObjectNode> rows = new ArrayList<>();
        state.permissions().each((target, holder, level) -> {
            String id = holder.id();
            boolean wantedHolder = (user == null && group == null) || id.equals(user) || id.equals(group);
            boolean wantedTarget = (repository == null && project == null)
                    || target.uuid().equals(repository)
                    || target.uuid().equals(project);
            if (wantedHolder && wantedTarget) {
                rows.add(row(target, holder, level));
            }
        });
        rows.sort(ORDER);
        return JsonNodeFactory.instance.arrayNode().addAll(rows);
    }

    private ObjectNode row(Target target, Holder holder, Level level) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("kind", target.kind().name().toLowerCase(Locale.ROOT));
        row.put("uuid", target.uuid());
        if (target.kind() == Target.Kind.REPOSITORY) {
            directory.repository(target.uuid()).ifPresent(repository -> row.put("repository", repository.slug()));
        } else {
            directory.project(target.uuid()).ifPresent(project -> row.put("project", project.key()));
        }
        if (holder.kind() == Holder.Kind.USER) {
            row.put("user", account(holder.id()));
        } else {
            row.put("group", holder.id());
        }
        return row.put("permission", level.text());
    }

    private static String text(ObjectNode row, String field) {
        return row.path(field).asString("");
    }

    /** Who is in which group, by the parameters user and group. */
    ArrayNode memberships(HttpCall call) {
        String user = call.parameter("user").map(id -> lookup.user(id).uuid()).orElse(null);
        String wanted =
                call.parameter("group").map(id -> lookup.group(id).slug()).orElse(null);
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Seed.Group group : directory.groups()) {
            if (wanted == null || wanted.equals(group.slug())) {
                for (String member : state.memberships().members(group.slug(), Duration.ZERO)) {
                    if (user == null || user.equals(member)) {
                        rows.addObject().put("group", group.slug()).put("user", account(member));
                    }
                }
            }
        }
        return rows;
    }

    /** Effective levels of a user by the repository's UUID, or on a repository by account id. */
    ObjectNode effective(HttpCall call) {
        EffectiveLevels effective = state.effective(Duration.ZERO);
        ObjectNode levels = JsonNodeFactory.instance.objectNode();
        if (call.parameter("user").isPresent()) {
            Seed.User user = lookup.user(call.parameter("user").get());
            for (Seed.Repository repository : directory.repositories()) {
                Level level = effective.of(user, repository);
                if (level != Level.NONE) {
                    levels.put(repository.uuid(), level.text());
                }
            }
        } else {
            effective
                    .on(lookup.repository(call.parameter("repository").orElse(null)))
                    .forEach((uuid, level) -> levels.put(account(uuid), level.text()));
        }
        return levels;
    }

    /** Explicit and effective level of a user on a repository, or the explicit one of any holder on anything. */
    ObjectNode levels(HttpCall call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        String project = call.parameter("project").orElse(null);
        Target target = project == null
                ? Target.repository(
                        lookup.repository(call.parameter("repository").orElse(null))
                                .uuid())
                : Target.project(lookup.project(project).uuid());
        String group = call.parameter("group").orElse(null);
        Holder holder = group == null
                ? Holder.user(lookup.user(call.parameter("user").orElse(null)).uuid())
                : Holder.group(lookup.group(group).slug());
        document.put(
                "explicit",
                state.permissions().level(target, holder, Duration.ZERO).text());
        if (holder.kind() == Holder.Kind.USER) {
            Seed.User user = directory.user(holder.id()).orElseThrow(() -> RefusedException.of(404, "Gone."));
            EffectiveLevels effective = state.effective(Duration.ZERO);
            Level level = project == null
                    ? directory
                            .repository(target.uuid())
                            .map(on -> effective.of(user, on))
                            .orElse(Level.NONE)
                    : directory
                            .project(target.uuid())
                            .map(on -> effective.of(user, on))
                            .orElse(Level.NONE);
            document.put("user", user.accountId());
            document.put("effective", level.text());
        }
        return document;
    }

    private String account(String uuid) {
        return directory.user(uuid).map(Seed.User::accountId).orElse(uuid);
    }
}
