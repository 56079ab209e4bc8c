package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.OverviewMarkup;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** The page at {@code /}: the workspace, its repositories, and who holds what, for a person with a browser. */
final class OverviewPage {

    private static final int MOST_REPOSITORIES = 100;

    private final WorkspaceState state;

    OverviewPage(WorkspaceState state) {
        this.state = state;
    }

    String html() {
        Directory directory = state.directory();
        OverviewMarkup page =
                new OverviewMarkup("Bitbucket stand-in", directory.workspace().name());
        page.paragraph("A stand-in for Bitbucket Cloud, workspace <code>"
                + OverviewMarkup.escape(directory.workspace().slug())
                + "</code>. The API is at <code>/2.0</code>, the switches at"
                + " <a href=\"/_control\"><code>/_control</code></a>.");
        List<Seed.Repository> repositories = directory.repositories();
        EffectiveLevels effective = state.effective(Duration.ZERO);
        repositories.stream()
                .limit(MOST_REPOSITORIES)
                .forEach(repository -> append(page, directory, effective, repository));
        if (repositories.size() > MOST_REPOSITORIES) {
            page.paragraph("And " + (repositories.size() - MOST_REPOSITORIES) + " more repositories.");
        }
        return page.html();
    }

    private void append(
            OverviewMarkup page, Directory directory, EffectiveLevels effective, Seed.Repository repository) {
        page.beginTable(
                repository.slug(),
                repository.project() + (repository.isPrivate() ? ", private" : ", public"),
                "Who",
                "Explicit",
                "Effective");
        Target target = Target.repository(repository.uuid());
        state.permissions()
                .levels(target, Holder.Kind.GROUP, Duration.ZERO)
                .forEach((group, level) -> page.row("group " + group, level.text(), ""));
        SortedMap<String, Level> levels = effective.on(repository);
        for (Seed.User user : directory.members()) {
            Level level = levels.get(user.uuid());
            if (level != null) {
                Level explicit = state.permissions().level(target, Holder.user(user.uuid()), Duration.ZERO);
                page.row(user.displayName(), explicit == Level.NONE ? "" : explicit.text(), level.text());
            }
        }
        page.endTable();
    }
}
