package dev.hallpass.embedded.bitbucket;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The page at {@code /}: the workspace, its repositories, and who holds what, for a person with a browser. */
final class OverviewPage {

    private static final int MOST_REPOSITORIES = 100;
    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>Bitbucket stand-in</title>
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

    private final WorkspaceState state;

    OverviewPage(WorkspaceState state) {
        this.state = state;
    }

    String html() {
        Directory directory = state.directory();
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>").append(escape(directory.workspace().name())).append("</h1>\n");
        page.append("<p>A stand-in for Bitbucket Cloud, workspace <code>")
                .append(escape(directory.workspace().slug()))
                .append("</code>. The API is at <code>/2.0</code>, the switches at ")
                .append("<a href=\"/_control\"><code>/_control</code></a>.</p>\n");
        List<Seed.Repository> repositories = directory.repositories();
        EffectiveLevels effective = state.effective(Duration.ZERO);
        repositories.stream()
                .limit(MOST_REPOSITORIES)
                .forEach(repository -> append(page, directory, effective, repository));
        if (repositories.size() > MOST_REPOSITORIES) {
            page.append("<p>And ")
                    .append(repositories.size() - MOST_REPOSITORIES)
                    .append(" more repositories.</p>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private void append(
            StringBuilder page, Directory directory, EffectiveLevels effective, Seed.Repository repository) {
        page.append("<h2>")
                .append(escape(repository.slug()))
                .append(" <small>")
                .append(escape(repository.project()))
                .append(repository.isPrivate() ? ", private" : ", public")
                .append("</small></h2>\n<table>\n<tr><th>Who</th><th>Explicit</th><th>Effective</th></tr>\n");
        Target target = Target.repository(repository.uuid());
        for (Map.Entry<String, Level> group : state.permissions()
                .levels(target, Holder.Kind.GROUP, Duration.ZERO)
                .entrySet()) {
            row(page, "group " + group.getKey(), group.getValue().text(), "");
        }
        SortedMap<String, Level> levels = effective.on(repository);
        for (Seed.User user : directory.members()) {
            Level level = levels.get(user.uuid());
            if (level != null) {
                Level explicit = state.permissions().level(target, Holder.user(user.uuid()), Duration.ZERO);
                row(page, user.displayName(), explicit == Level.NONE ? "" : explicit.text(), level.text());
            }
        }
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, String who, String explicit, String effective) {
        page.append("<tr><td>")
                .append(escape(who))
                .append("</td><td>")
                .append(escape(explicit))
                .append("</td><td>")
                .append(escape(effective))
                .append("</td></tr>\n");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
