package dev.hallpass.embedded.bitbucket;

import java.util.List;
import java.util.Optional;

/** Who and what there is, found by every name that the API accepts. Immutable: a change makes a new one. */
final class Directory {

    private final Seed.Workspace workspace;
    private final Named<Seed.User> users;
    private final Named<Seed.Group> groups;
    private final Named<Seed.Project> projects;
    private final Named<Seed.Repository> repositories;
    private final Named<Seed.Token> tokens;
    private final List<Seed.User> members;

    Directory(Seed seed) {
        this(
                seed.workspace(),
                Named.of(
                        seed.users(), Seed.User::uuid, user -> List.of(user.nickname(), user.accountId(), user.uuid())),
                Named.of(seed.groups(), Seed.Group::slug, group -> List.of(group.slug())),
                Named.of(seed.projects(), Seed.Project::uuid, project -> List.of(project.key(), project.uuid())),
                Named.of(
                        seed.repositories(),
                        Seed.Repository::uuid,
                        repository -> List.of(repository.slug(), repository.uuid())),
                Named.of(seed.tokens(), Seed.Token::token, token -> List.of(token.token())));
    }

    private Directory(
            Seed.Workspace workspace,
            Named<Seed.User> users,
            Named<Seed.Group> groups,
            Named<Seed.Project> projects,
            Named<Seed.Repository> repositories,
            Named<Seed.Token> tokens) {
        this.workspace = workspace;
        this.users = users;
        this.groups = groups;
        this.projects = projects;
        this.repositories = repositories;
        this.tokens = tokens;
        this.members = users.all().stream().filter(Seed.User::isMember).toList();
    }

    Seed.Workspace workspace() {
        return workspace;
    }

    /** Whether a slug or a UUID in braces names our workspace. */
    boolean isWorkspace(String id) {
        return workspace.slug().equals(id) || workspace.uuid().equals(id);
    }

    /** Everybody who has an account, in the workspace or not. */
    List<Seed.User> users() {
        return users.all();
    }

    List<Seed.User> members() {
        return members;
    }

    List<Seed.Group> groups() {
        return groups.all();
    }

    List<Seed.Project> projects() {
        return projects.all();
    }

    List<Seed.Repository> repositories() {
        return repositories.all();
    }

    List<Seed.Token> tokens() {
        return tokens.all();
    }

    /** @param id UUID in braces, account id, or username */
    Optional<Seed.User> user(String id) {
        return users.find(id);
    }

    /** @param id slug, or UUID in braces */
    Optional<Seed.Repository> repository(String id) {
        return repositories.find(id);
    }

    /** @param id key, or UUID in braces */
    Optional<Seed.Project> project(String id) {
        return projects.find(id);
    }

    Optional<Seed.Group> group(String slug) {
        return groups.find(slug);
    }

    Optional<Seed.Token> token(String value) {
        return tokens.find(value);
    }

    Directory with(Seed.User user) {
        return new Directory(workspace, users.with(user), groups, projects, repositories, tokens);
    }

    Directory withoutUser(String uuid) {
        return new Directory(workspace, users.without(uuid), groups, projects, repositories, tokens);
    }

    Directory with(Seed.Group group) {
        return new Directory(workspace, users, groups.with(group), projects, repositories, tokens);
    }

    Directory withoutGroup(String slug) {
        return new Directory(workspace, users, groups.without(slug), projects, repositories, tokens);
    }

    /** Repositories name their project by its key, which may change. */
    Directory with(Seed.Project project) {
        String before = projects.find(project.uuid()).map(Seed.Project::key).orElse(project.key());
        Named<Seed.Repository> moved = before.equals(project.key())
                ? repositories
                : repositories.mapped(
                        repository -> repository.project().equals(before) ? repository.in(project.key()) : repository);
        return new Directory(workspace, users, groups, projects.with(project), moved, tokens);
    }

    Directory withoutProject(String uuid) {
        return new Directory(workspace, users, groups, projects.without(uuid), repositories, tokens);
    }

    Directory with(Seed.Repository repository) {
        return new Directory(workspace, users, groups, projects, repositories.with(repository), tokens);
    }

    Directory withoutRepository(String uuid) {
        return new Directory(workspace, users, groups, projects, repositories.without(uuid), tokens);
    }

    Directory with(Seed.Token token) {
        return new Directory(workspace, users, groups, projects, repositories, tokens.with(token));
    }

    Directory withoutToken(String value) {
        return new Directory(workspace, users, groups, projects, repositories, tokens.without(value));
    }

    /** Everything of a seed beside what there is; the workspace stays the same. */
    Directory withAll(Seed more) {
        return new Directory(
                workspace,
                users.with(more.users()),
                groups.with(more.groups()),
                projects.with(more.projects()),
                repositories.with(more.repositories()),
                tokens.with(more.tokens()));
    }
}
