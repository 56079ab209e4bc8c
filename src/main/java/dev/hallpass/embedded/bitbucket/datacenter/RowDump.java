package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Direct permissions and memberships as flat lists in a fixed order, for comparisons person by person. */
final class RowDump {

    private static final Comparator<ObjectNode> ORDER = Comparator.comparing((ObjectNode row) -> text(row, "kind"))
            .thenComparing(row -> text(row, "on"))
            .thenComparing(row -> text(row, "user"))
            .thenComparing(row -> text(row, "group"));

    private final ServerState state;

    RowDump(ServerState state) {
        this.state = state;
    }

    /** What users and groups have been given on projects and repositories. */
    ArrayNode explicit() {
        List<ObjectNode> rows = new ArrayList<>();
        state.permissions().forEach((target, holders) -> {
            if (target.kind() != Target.Kind.GLOBAL) {
                holders.forEach((holder, permission) -> rows.add(row(target, Map.entry(holder, permission))));
            }
        });
        rows.sort(ORDER);
        return JsonNodeFactory.instance.arrayNode().addAll(rows);
    }

    private ObjectNode row(Target target, Map.Entry<Holder, Permission> held) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("kind", target.kind().name().toLowerCase(Locale.ROOT));
        row.put("on", path(target));
        Holder holder = held.getKey();
        if (holder.kind() == Holder.Kind.USER) {
            row.put("user", name(Integer.parseInt(holder.id())));
        } else {
            row.put("group", holder.id());
        }
        return row.put("permission", held.getValue().name());
    }

    private String path(Target target) {
        return target.kind() == Target.Kind.REPOSITORY
                ? state.directory()
                        .repository(target.id())
                        .map(repository -> state.directory().path(repository))
                        .orElse("")
                : state.directory().projects().stream()
                        .filter(project -> project.id() == target.id())
                        .map(Seed.Project::key)
                        .findFirst()
                        .orElse("");
    }

    /** Who is in which group. */
    ArrayNode memberships() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (ServerState.Group group : state.allGroups()) {
            for (Integer member : group.members()) {
                rows.addObject().put("group", group.name()).put("user", name(Objects.requireNonNull(member)));
            }
        }
        return rows;
    }

    private String name(int user) {
        return state.directory().user(user).map(Seed.User::name).orElse(Integer.toString(user));
    }

    private static String text(ObjectNode row, String field) {
        return row.path(field).asString("");
    }
}
