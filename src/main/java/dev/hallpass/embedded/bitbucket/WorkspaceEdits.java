package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an administrator does by hand to permissions, groups, people and webhooks, with none of the API's rules. */
final class WorkspaceEdits {

    record Name(String name) {}

    record Membership(@Nullable String membership) {}

    private final WorkspaceState state;
    private final Webhooks webhooks;
    private final Supplier<Quirks> quirks;
    private final Lookup lookup;

    WorkspaceEdits(WorkspaceState state, Webhooks webhooks, Supplier<Quirks> quirks) {
        this.state = state;
        this.webhooks = webhooks;
        this.quirks = quirks;
        this.lookup = new Lookup(state);
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.doing("PUT", "permissions", r -> setPermission(r.body(Seed.Permission.class))),
                ControlRoute.doing("PUT", "groups/{group}/members/{user}", r -> setMember(r, true)),
                ControlRoute.doing("DELETE", "groups/{group}/members/{user}", r -> setMember(r, false)),
                ControlRoute.doing("PUT", "groups/{group}", this::setGroup),
                ControlRoute.doing("DELETE", "groups/{group}", this::deleteGroup),
                ControlRoute.doing("POST", "users", this::addUser),
                ControlRoute.doing("PUT", "users/{user}/membership", this::setMembership),
                ControlRoute.doing("DELETE", "users/{user}", this::deleteUser),
                ControlRoute.of("GET", "webhooks", r -> Reply.ok(r.tree(webhooks.hooks()))),
                ControlRoute.of("POST", "webhooks", r -> NewIds.created(webhooks.add(r.body(Webhooks.Hook.class)))),
                ControlRoute.doing("DELETE", "webhooks", r -> webhooks.clear()),
                ControlRoute.of("GET", "webhooks/deliveries", r -> Reply.ok(r.tree(webhooks.deliveries()))));
    }

    private void setPermission(Seed.Permission permission) {
        Target target = permission.project() == null
                ? Target.repository(lookup.repository(permission.repository()).uuid())
                : Target.project(lookup.project(permission.project()).uuid());
        Holder holder = permission.group() == null
                ? Holder.user(lookup.user(permission.user()).uuid())
                : Holder.group(lookup.group(permission.group()).slug());
        Level level = Level.parse(permission.permission())
                .orElseThrow(() -> RefusedException.of(400, "There is no such permission."));
        state.setPermission(target, holder, level);
    }

    private void setMember(ControlRoute.Request request, boolean member) {
        String group = lookup.group(request.variable("group")).slug();
        state.setMembership(group, lookup.user(request.variable("user")).uuid(), member);
    }

    private void setGroup(ControlRoute.Request request) {
        Seed.Group group = new Seed.Group(
                request.variable("group"), request.body(Name.class).name(), Set.of());
        state.change(at -> new Change.GroupSet(at, group));
    }

    private void deleteGroup(ControlRoute.Request request) {
        String slug = lookup.group(request.variable("group")).slug();
        state.change(at -> new Change.GroupDeleted(at, slug));
    }

    private void addUser(ControlRoute.Request request) {
        Seed.User user = request.body(Seed.User.class);
        state.change(at -> new Change.UserSet(at, user));
    }

    private void setMembership(ControlRoute.Request request) {
        Seed.User user = lookup.user(request.variable("user"));
        String membership = request.body(Membership.class).membership();
        if (membership == null) {
            state.change(at -> new Change.UserLeft(at, user.uuid(), quirks.get().permissionsOutlastMembership()));
        } else if (List.of("owner", "member", "collaborator").contains(membership)) {
            state.change(at -> new Change.UserSet(at, user.as(membership)));
        } else {
            throw RefusedException.of(400, "There is no such membership.");
        }
    }

    private void deleteUser(ControlRoute.Request request) {
        String uuid = lookup.user(request.variable("user")).uuid();
        state.change(at -> new Change.UserDeleted(at, uuid));
    }
}
