package dev.hallpass.embedded.bitbucket;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who and what there is, found by every name that the API accepts. Immutable: a change makes a new one. */
final class Directory {

    private final Seed seed;
    private final Map<String, Seed.User> users = new HashMap<>();
    private final Map<String, Seed.Repository> repositories = new HashMap<>();
    private final Map<String, Seed.Project> projects = new HashMap<>();
    private final Map<String, Seed.Group> groups;
    private final Map<String, List<Seed.Group>> groupsOfAccount = new HashMap<>();

    Directory(Seed seed) {
        this.seed = seed;
        for (Seed.User user : seed.users()) {
            users.put(user.nickname(), user);
            users.put(user.accountId(), user);
            users.put(user.uuid(), user);
        }
        for (Seed.Repository repository : seed.repositories()) {
            repositories.put(repository.slug(), repository);
            repositories.put(repository.uuid(), repository);
        }
        for (Seed.Project project : seed.projects()) {
            projects.put(project.key(), project);
            projects.put(project.uuid(), project);
        }
        groups = seed.groups().stream().collect(Collectors.toUnmodifiableMap(Seed.Group::slug, Function.identity()));
        for (Seed.User user : seed.users()) {
            groupsOfAccount.put(
                    user.accountId(),
                    seed.groups().stream()
                            .filter(group -> group.members().contains(user.accountId()))
                            .toList());
        }
    }

    Seed seed() {
        return seed;
    }

    Seed.Workspace workspace() {
        return seed.workspace();
    }

    /** Whether a slug or a UUID in braces names our workspace. */
    boolean isWorkspace(String id) {
        return seed.workspace().slug().equals(id) || seed.workspace().uuid().equals(id);
    }

    /** @param id UUID in braces, account id, or username */
    Optional<Seed.User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    /** @param id slug, or UUID in braces */
    Optional<Seed.Repository> repository(String id) {
        return Optional.ofNullable(repositories.get(id));
    }

    /** @param id key, or UUID in braces */
    Optional<Seed.Project> project(String id) {
        return Optional.ofNullable(projects.get(id));
    }

    Optional<Seed.Group> group(String slug) {
        return Optional.ofNullable(groups.get(slug));
    }

    Collection<Seed.User> members() {
        return seed.users().stream().filter(Seed.User::isMember).toList();
    }

    List<Seed.Group> groupsOf(Seed.User user) {
        return groupsOfAccount.getOrDefault(user.accountId(), List.of());
    }
}
