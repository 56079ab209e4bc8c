package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.OverviewMarkup;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page at {@code /}: projects and repositories, and who holds what, for a person with a browser. */
final class OverviewPage {

    private final Server server;

    OverviewPage(Server server) {
        this.server = server;
    }

    String html() {
        ServerState state = server.state();
        OverviewMarkup page = new OverviewMarkup(
                "Bitbucket Data Center stand-in", server.seed().name());
        page.paragraph("A stand-in for Bitbucket Data Center. The API is at <code>/rest/api/latest</code>, the switches"
                + " at <a href=\"/_control\"><code>/_control</code></a>.");
        section(page, state, "The whole server", "", Target.SERVER);
        for (Seed.Project project : state.directory().projects()) {
            Permission everybody = state.defaults().get(project.id());
            String note = everybody == null ? "" : "everybody " + everybody;
            section(page, state, "Project " + project.key(), note, Target.project(project.id()));
            for (Directory.Repository repository : state.directory().repositories(project)) {
                section(page, state, state.directory().path(repository), "", Target.repository(repository.id()));
            }
        }
        page.beginTable("Groups", "", "Group", "Members");
        for (ServerState.Group group : state.allGroups()) {
            page.row(
                    group.name(),
                    group.members().stream()
                            .flatMap(id -> state.directory().user(id).stream())
                            .map(Seed.User::displayName)
                            .collect(Collectors.joining(", ")));
        }
        page.endTable();
        return page.html();
    }

    private static void section(OverviewMarkup page, ServerState state, String title, String note, Target target) {
        page.beginTable(title, note, "Who", "Direct", "Effective");
        EffectivePermissions effective = new EffectivePermissions(state);
        Map<String, Permission> groups = new TreeMap<>();
        state.on(target).forEach((holder, permission) -> {
            if (holder.kind() == Holder.Kind.GROUP) {
                groups.put(holder.id(), permission);
            }
        });
        groups.forEach((group, permission) -> page.row("group " + group, permission.name(), ""));
        for (Seed.User user : state.directory().users()) {
            Permission level = effective.on(target, user);
            if (level != null) {
                Permission direct = state.on(target).get(Holder.user(user.id()));
                page.row(user.displayName(), direct == null ? "" : direct.name(), level.name());
            }
        }
        page.endTable();
    }
}
