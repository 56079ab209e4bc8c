package dev.hallpass.embedded.bitbucket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A made-up company: groups of about twenty people, projects that a few groups and a person may use, repositories with
 * permissions of their own here and there. The same size makes the same company, names and UUIDs included.
 */
final class GeneratedWorkspace {

    private static final int MOST_IN_GROUP = 40;
    private static final String[] REPOSITORY_LEVELS = {"read", "read", "write", "admin"};
    private static final String[] PROJECT_LEVELS = {"read", "write", "write", "create-repo", "admin"};

    private final WorkspaceSize size;
    private final Random random;
    private final List<Seed.Permission> permissions = new ArrayList<>();

    private GeneratedWorkspace(WorkspaceSize size) {
        this.size = size;
        this.random = new Random(size.randomSeed());
    }

    /** @throws IllegalArgumentException if there are repositories without a project to be in, or the size is negative */
    static Seed of(WorkspaceSize size, Seed.Workspace workspace) {
        if (size.repositories() < 0 || size.projects() < 0 || size.people() < 0 || size.groups() < 0) {
            throw new IllegalArgumentException("A workspace cannot have less than nothing.");
        }
        if (size.repositories() > 0 && size.projects() == 0) {
            throw new IllegalArgumentException("Repositories must be in a project.");
        }
        return new GeneratedWorkspace(size).seed(workspace);
    }

    private Seed seed(Seed.Workspace workspace) {
        List<Seed.User> people = new ArrayList<>();
        for (int number = 1; number <= size.people(); number++) {
            String name = "person-%04d".formatted(number);
            people.add(new Seed.User(
                    account(number),
                    uuid("a1", number),
                    name,
                    "Person %04d".formatted(number),
                    name + "@" + workspace.slug() + ".example",
                    "member"));
        }
        List<Seed.Group> groups = new ArrayList<>();
        for (int number = 1; number <= size.groups(); number++) {
            groups.add(new Seed.Group(group(number), "Group %03d".formatted(number), members()));
        }
        return new Seed(
                workspace, people, groups, projects(), repositories(), List.copyOf(permissions), List.of(), null);
    }

    private Set<String> members() {
        Set<String> members = new HashSet<>();
        int count = size.people() == 0 ? 0 : random.nextInt(MOST_IN_GROUP) + 1;
        for (int index = 0; index < count; index++) {
            members.add(account(random.nextInt(size.people()) + 1));
        }
        return members;
    }

    private List<Seed.Project> projects() {
        List<Seed.Project> projects = new ArrayList<>();
        for (int number = 1; number <= size.projects(); number++) {
            String key = project(number);
            projects.add(new Seed.Project(key, uuid("b1", number), "Project %03d".formatted(number), true));
            giveGroups(null, key, 3, PROJECT_LEVELS);
            givePeople(null, key, 1, PROJECT_LEVELS);
        }
        return projects;
    }

    private List<Seed.Repository> repositories() {
        List<Seed.Repository> repositories = new ArrayList<>();
        for (int number = 1; number <= size.repositories(); number++) {
            String slug = "repo-%05d".formatted(number);
            repositories.add(new Seed.Repository(
                    slug,
                    uuid("c1", number),
                    "Repository %05d".formatted(number),
                    project((number - 1) % size.projects() + 1),
                    random.nextInt(50) != 0,
                    ""));
            giveGroups(slug, null, random.nextInt(3), REPOSITORY_LEVELS);
            givePeople(slug, null, random.nextInt(5), REPOSITORY_LEVELS);
        }
        return repositories;
    }

    private void giveGroups(@Nullable String repository, @Nullable String project, int count, String[] levels) {
        for (int index = 0; index < count && size.groups() > 0; index++) {
            String group = group(random.nextInt(size.groups()) + 1);
            permissions.add(new Seed.Permission(repository, project, null, group, level(levels)));
        }
    }

    private void givePeople(@Nullable String repository, @Nullable String project, int count, String[] levels) {
        for (int index = 0; index < count && size.people() > 0; index++) {
            String person = account(random.nextInt(size.people()) + 1);
            permissions.add(new Seed.Permission(repository, project, person, null, level(levels)));
        }
    }

    private String level(String[] levels) {
        return levels[random.nextInt(levels.length)];
    }

    private static String account(int number) {
        return "557058:person-%04d".formatted(number);
    }

    private static String group(int number) {
        return "group-%03d".formatted(number);
    }

    private static String project(int number) {
        return "P%03d".formatted(number);
    }

    private static String uuid(String prefix, int number) {
        return "{%s000000-0000-4000-8000-%012d}".formatted(prefix, number);
    }
}
