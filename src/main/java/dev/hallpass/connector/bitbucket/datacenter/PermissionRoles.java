package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Permissions of users on projects and repositories. */
final class PermissionRoles {

    private final Addresses addresses;
    private final Places places;
    private final Accounts accounts;
    private final EffectiveRoles effective;

    PermissionRoles(Addresses addresses, Places places, Accounts accounts, EffectiveRoles effective) {
        this.addresses = addresses;
        this.places = places;
        this.accounts = accounts;
        this.effective = effective;
    }

    /** Reads the whole list and compares each name: a filter would match a part of other names too. */
    Map<String, String> explicit(
            DataCenterApi api, ConnectedResource resource, Set<String> wanted, boolean background) {
        return places.reading(
                api,
                resource,
                background,
                place -> explicit(api, addresses.permissions(place, "users"), resource, wanted));
    }

    private static Map<String, String> explicit(
            DataCenterApi api, URI list, ConnectedResource resource, Set<String> wanted) {
        Map<String, String> roles = new HashMap<>();
        api.readPages(Call.get("read-permissions", list), Bodies.PermittedUser.class, row -> {
            Bodies.User user = row.user();
            String permission = row.permission();
            if (user != null && permission != null) {
                for (String account : wanted) {
                    if (user.is(account)) {
                        roles.put(account, requireRestorable(api, resource, account, Level.roleOf(permission)));
                    }
                }
            }
            return roles.size() < wanted.size();
        });
        return roles;
    }

    /** What could not be put back must not be replaced, so it is no use to read on. */
    private static String requireRestorable(
            DataCenterApi api, ConnectedResource resource, String account, String role) {
        if (!Level.restorable(role)) {
            throw api.refusals()
                    .rejected(("'%s' holds %s on %s, which the API can take away but not give back; "
                                    + "it is left alone. Replace it by hand to let Hallpass give access there")
                            .formatted(account, role, resource.path()));
        }
        return role;
    }

    void set(DataCenterApi api, ConnectedResource resource, String account, String role) {
        Level level = Level.of(resource.kind(), role)
                .orElseThrow(() -> api.refusals().rejected("'" + role + "' is no role on " + resource.path()));
        Place place = places.toWrite(api, resource);
        requireNotSelf(api, account);
        accounts.requireLicensed(api, account);
        if (resource.kind() == ResourceKind.PROJECT) {
            explicit(api, addresses.permissions(place, "users"), resource, Set.of(account));
        }
        Call call = Call.put("set-permission", addresses.permission(place, account, level), null);
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            places.toWrite(api, resource);
            accounts.forget(account);
            throw new ConnectorException.NotFound(api.refusals().message(call, answer));
        }
        if (!answer.successful()) {
            throw api.refusals().of(call, answer);
        }
        places.stillThere(api, resource, place);
    }

    void remove(DataCenterApi api, ConnectedResource resource, String account) {
        Place place = places.toWrite(api, resource);
        requireNotSelf(api, account);
        Call call = Call.delete("delete-permission", addresses.permission(place, account));
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            // Of the project, the repository or the account: if the first two are there, nobody holds anything.
            places.toWrite(api, resource);
            api.page(Call.get("check-rights", addresses.permissions(place, "users")), 0);
        } else if (!answer.successful()) {
            throw api.refusals().of(call, answer);
        }
        places.stillThere(api, resource, place);
    }

    Map<String, String> effective(
            DataCenterApi api, ConnectedResource resource, Set<String> wanted, boolean background) {
        return places.reading(api, resource, background, place -> effective.of(api, resource.kind(), place, wanted));
    }

    /** Bitbucket refuses it only in part, and one who lowers himself may not be able to undo it. */
    private static void requireNotSelf(DataCenterApi api, String account) {
        Optional<String> self = api.self();
        if (self.isPresent() && Bodies.folded(self.get()).equals(Bodies.folded(account))) {
            throw api.refusals().rejected("'" + account + "' is our own account, whose permissions are left alone");
        }
    }
}
