package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who and what there is. Never changes; a change makes a new one. */
final class Directory {

    /** @param project the number of its project */
    record Repository(int id, int project, String slug, String name, boolean isPublic, boolean archived) {

        Repository at(int otherProject, String otherSlug) {
            return new Repository(id, otherProject, otherSlug, otherSlug, isPublic, archived);
        }
    }

    private final Map<Integer, Seed.User> users;
    private final Map<Integer, Seed.Project> projects;
    private final Map<Integer, Repository> repositories;
    private final Map<String, Integer> formerPaths;
    private final Map<String, Seed.User> usersByName = new HashMap<>();
    private final Map<String, Seed.User> usersBySlug = new HashMap<>();
    private final Map<String, Seed.Project> projectsByKey = new HashMap<>();
    private final Map<String, Repository> repositoriesByPath = new HashMap<>();

    private Directory(
            Map<Integer, Seed.User> users,
            Map<Integer, Seed.Project> projects,
            Map<Integer, Repository> repositories,
            Map<String, Integer> formerPaths) {
        this.users = users;
        this.projects = projects;
        this.repositories = repositories;
        this.formerPaths = formerPaths;
        users.values().forEach(user -> {
            usersByName.put(folded(user.name()), user);
            usersBySlug.put(folded(user.slug()), user);
        });
        projects.values().forEach(project -> projectsByKey.put(folded(project.key()), project));
        repositories.values().forEach(repository -> repositoriesByPath.put(folded(path(repository)), repository));
    }

    static Directory of(Seed seed) {
        Map<Integer, Seed.User> users = new TreeMap<>();
        seed.users().forEach(user -> users.put(user.id(), user));
        Map<Integer, Seed.Project> projects = new TreeMap<>();
        Map<String, Integer> keys = new HashMap<>();
        seed.projects().forEach(project -> {
            projects.put(project.id(), project);
            keys.put(project.key(), project.id());
        });
        Map<Integer, Repository> repositories = new TreeMap<>();
        for (Seed.Repository each : seed.repositories()) {
            Integer project = keys.get(each.project());
            if (project == null) {
                throw new IllegalArgumentException("the seed has a repository in no project: " + each);
            }
            repositories.put(
                    each.id(),
                    new Repository(each.id(), project, each.slug(), each.name(), each.isPublic(), each.archived()));
        }
        return new Directory(users, projects, repositories, Map.of());
    }

    Collection<Seed.User> users() {
        return users.values();
    }

    Optional<Seed.User> user(int id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<Seed.User> user(String name) {
        return Optional.ofNullable(usersByName.get(folded(name)));
    }

    Optional<Seed.User> userBySlug(String slug) {
        return Optional.ofNullable(usersBySlug.get(folded(slug)));
    }

    Collection<Seed.Project> projects() {
        return projects.values();
    }

    Optional<Seed.Project> project(String key) {
        return Optional.ofNullable(projectsByKey.get(folded(key)));
    }

    Seed.Project projectOf(Repository repository) {
        Seed.Project project = projects.get(repository.project());
        if (project == null) {
            throw new IllegalStateException("no project " + repository.project());
        }
        return project;
    }

    Collection<Repository> repositories() {
        return repositories.values();
    }

    List<Repository> repositories(Seed.Project project) {
        return repositories.values().stream()
                .filter(repository -> repository.project() == project.id())
                .toList();
    }

    Optional<Repository> repository(int id) {
        return Optional.ofNullable(repositories.get(id));
    }

    /** @param path {@code KEY/slug} */
    Optional<Repository> repository(String path) {
        return Optional.ofNullable(repositoriesByPath.get(folded(path)));
    }

    /** The repository that was at this path before it was renamed or moved, if no other is there now. */
    Optional<Repository> formerlyAt(String path) {
        return Optional.ofNullable(formerPaths.get(folded(path))).flatMap(this::repository);
    }

    String path(Repository repository) {
        return projectOf(repository).key() + "/" + repository.slug();
    }

    Directory withoutUser(int id) {
        Map<Integer, Seed.User> others = new TreeMap<>(users);
        others.remove(id);
        return new Directory(others, projects, repositories, formerPaths);
    }

    Directory with(Repository repository) {
        Map<Integer, Repository> all = new TreeMap<>(repositories);
        Map<String, Integer> former = new HashMap<>(formerPaths);
        Repository before = all.put(repository.id(), repository);
        if (before != null) {
            former.put(folded(path(before)), before.id());
        }
        return new Directory(users, projects, all, former);
    }

    Directory withoutRepository(int id) {
        Map<Integer, Repository> others = new TreeMap<>(repositories);
        others.remove(id);
        return new Directory(users, projects, others, formerPaths);
    }

    Directory withProjectKey(int id, String key) {
        Map<Integer, Seed.Project> all = new TreeMap<>(projects);
        Map<String, Integer> former = new HashMap<>(formerPaths);
        all.computeIfPresent(
                id,
                (number, project) -> new Seed.Project(
                        id, key, project.name(), project.isPublic(), project.owner(), project.defaultPermission()));
        repositories.values().stream()
                .filter(repository -> repository.project() == id)
                .forEach(repository -> former.put(folded(path(repository)), repository.id()));
        return new Directory(users, all, repositories, former);
    }

    Directory withProject(Seed.Project project) {
        Map<Integer, Seed.Project> all = new TreeMap<>(projects);
        all.put(project.id(), project);
        return new Directory(users, all, repositories, formerPaths);
    }

    Directory withoutProject(int id) {
        Map<Integer, Seed.Project> all = new TreeMap<>(projects);
        all.remove(id);
        Map<Integer, Repository> others = new TreeMap<>(repositories);
        others.values().removeIf(repository -> repository.project() == id);
        return new Directory(users, all, others, formerPaths);
    }

    /** Names, keys and slugs are compared without regard to case. */
    static String folded(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
