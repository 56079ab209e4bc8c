package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The page at {@code /}: projects and repositories, and who holds what, for a person with a browser. */
final class OverviewPage {

    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>Bitbucket Data Center stand-in</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #172b4d; }
        h2 { margin: 2rem 0 .25rem; font-size: 1.1rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-bottom: 1px solid #dfe1e6; padding: .3rem .5rem; text-align: left; }
        small { color: #5e6c84; font-weight: normal; }
        </style>
        </head>
        <body>
        """;

    private final Server server;

    OverviewPage(Server server) {
        this.server = server;
    }

    String html() {
        ServerState state = server.state();
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>").append(escape(server.seed().name())).append("</h1>\n");
        page.append("<p>A stand-in for Bitbucket Data Center. The API is at <code>/rest/api/latest</code>, the"
                        + " switches ")
                .append("at <a href=\"/_control\"><code>/_control</code></a>.</p>\n");
        section(page, state, "The whole server", "", Target.SERVER);
        for (Seed.Project project : state.directory().projects()) {
            Permission everybody = state.defaults().get(project.id());
            String note = everybody == null ? "" : "everybody " + everybody;
            section(page, state, "Project " + project.key(), note, Target.project(project.id()));
            for (Directory.Repository repository : state.directory().repositories(project)) {
                section(page, state, state.directory().path(repository), "", Target.repository(repository.id()));
            }
        }
        page.append("<h2>Groups</h2>\n<table>\n<tr><th>Group</th><th>Members</th></tr>\n");
        for (ServerState.Group group : state.allGroups()) {
            page.append("<tr><td>").append(escape(group.name())).append("</td><td>");
            page.append(escape(String.join(
                    ", ",
                    group.members().stream()
                            .flatMap(id -> state.directory().user(id).stream())
                            .map(Seed.User::displayName)
                            .toList())));
            page.append("</td></tr>\n");
        }
        return page.append("</table>\n</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder page, ServerState state, String title, String note, Target target) {
        page.append("<h2>")
                .append(escape(title))
                .append(" <small>")
                .append(escape(note))
                .append("</small></h2>\n<table>\n<tr><th>Who</th><th>Direct</th><th>Effective</th></tr>\n");
        EffectivePermissions effective = new EffectivePermissions(state);
        Map<String, Permission> groups = new TreeMap<>();
        state.on(target).forEach((holder, permission) -> {
            if (holder.kind() == Holder.Kind.GROUP) {
                groups.put(holder.id(), permission);
            }
        });
        groups.forEach((group, permission) -> row(page, "group " + group, permission, null));
        for (Seed.User user : state.directory().users()) {
            Permission level = effective.on(target, user);
            if (level != null) {
                row(page, user.displayName(), state.on(target).get(Holder.user(user.id())), level);
            }
        }
        page.append("</table>\n");
    }

    private static void row(
            StringBuilder page, String who, @Nullable Permission direct, @Nullable Permission effective) {
        page.append("<tr><td>")
                .append(escape(who))
                .append("</td><td>")
                .append(direct == null ? "" : direct.name())
                .append("</td><td>")
                .append(effective == null ? "" : effective.name())
                .append("</td></tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
