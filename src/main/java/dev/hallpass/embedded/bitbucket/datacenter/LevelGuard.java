package dev.hallpass.embedded.bitbucket.datacenter;

import org.jspecify.annotations.Nullable;

/** What Bitbucket refuses to those who are permitted: to lower themselves, to change higher ones, to exceed the licence. */
final class LevelGuard {

    private final Server server;

    LevelGuard(Server server) {
        this.server = server;
    }

    void checkPut(ApiRequest request, ServerState state, Change.PermissionSet change) {
        Caller caller = request.requireCaller();
        boolean global = change.target().kind() == Target.Kind.GLOBAL;
        if (global) {
            Permission own = caller.on(Target.SERVER, state);
            Permission given = change.permission();
            if (own == null || (given != null && !own.includes(given))) {
                throw Errors.notPermitted();
            }
            checkHigher(caller, state, change);
        }
        ServerState after = state.after(change, server.seed());
        if (lowers(caller, change.target(), state, after)) {
            throw Errors.wouldLowerOwn(global ? 409 : 403);
        }
        if (global) {
            checkLicence(state, after, request.quirks());
        }
    }

    void checkDelete(ApiRequest request, ServerState state, Change.PermissionSet change) {
        Caller caller = request.requireCaller();
        if (change.target().kind() == Target.Kind.GLOBAL) {
            checkHigher(caller, state, change);
        }
        if (lowers(caller, change.target(), state, state.after(change, server.seed()))) {
            throw Errors.wouldLowerOwn(409);
        }
    }

    void checkMembership(ApiRequest request, ServerState state, Change.MembershipSet change) {
        Caller caller = request.requireCaller();
        Permission own = caller.on(Target.SERVER, state);
        Permission ofGroup = state.on(Target.SERVER).get(Holder.group(change.group()));
        if (own == null || (ofGroup != null && !own.includes(ofGroup))) {
            throw Errors.groupHigherThanOwn();
        }
        boolean readOnly = request.quirks().groupsReadOnly()
                || change.users().stream()
                        .flatMap(id -> state.directory().user(id).stream())
                        .anyMatch(Seed.User::readOnlyDirectory);
        if (readOnly) {
            throw Errors.readOnlyDirectory();
        }
        checkLicence(state, state.after(change, server.seed()), request.quirks());
    }

    private static void checkHigher(Caller caller, ServerState state, Change.PermissionSet change) {
        Permission own = caller.on(Target.SERVER, state);
        for (Holder holder : change.holders()) {
            Permission held = state.on(Target.SERVER).get(holder);
            if (own == null || (held != null && !own.includes(held))) {
                throw Errors.higherThanOwn();
            }
        }
    }

    private static boolean lowers(Caller caller, Target target, ServerState before, ServerState after) {
        Seed.User user = caller.user();
        if (user == null) {
            return false;
        }
        Permission level = new EffectivePermissions(before).on(target, user);
        Permission then = new EffectivePermissions(after).on(target, user);
        return level != null && (then == null || then.compareTo(level) < 0);
    }

    private void checkLicence(ServerState before, ServerState after, Quirks quirks) {
        Integer limit = limit(quirks);
        if (limit != null) {
            long now = licensed(after);
            if (now > limit && now > licensed(before)) {
                throw Errors.licenceLimit();
            }
        }
    }

    private @Nullable Integer limit(Quirks quirks) {
        return quirks.licensedUsers() != null
                ? quirks.licensedUsers()
                : server.seed().licensedUsers();
    }

    private static long licensed(ServerState state) {
        EffectivePermissions effective = new EffectivePermissions(state);
        return state.directory().users().stream().filter(effective::licensed).count();
    }
}
