package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import dev.hallpass.connector.http.Refusals;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code permissions-config} of users on one repository or project. */
final class ExplicitPermissions {

    private final BitbucketCloudApi api;
    private final Workspace workspace;
    private final ListSizes sizes;
    private final Refusals refusals;

    ExplicitPermissions(BitbucketCloudApi api, Workspace workspace, ListSizes sizes) {
        this.api = api;
        this.workspace = workspace;
        this.sizes = sizes;
        this.refusals = api.refusals();
    }

    Optional<String> read(String target, List<String> roles, String account) {
        Call call = Call.get("read-permission", Addresses.userPermission(target, account));
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            require(target);
            return Optional.empty();
        }
        if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
        return role(call, roles, api.read(call, answer, UserPermission.class).permission());
    }

    /** By pages of the list, or one by one: in as few calls as it is likely to take. */
    Map<String, String> readAll(String target, List<String> roles, Set<String> accounts) {
        URI list = Addresses.userPermissions(target);
        Map<String, String> found = new HashMap<>();
        boolean complete = !sizes.oneByOne(list.toString(), accounts.size())
                && readList(Call.get("list-permissions", list), roles, accounts, found);
        if (!complete) {
            accounts.stream()
                    .filter(account -> !found.containsKey(account))
                    .forEach(account -> read(target, roles, account).ifPresent(role -> found.put(account, role)));
        }
        return found;
    }

    /**
     * Reads as much of a list of user permissions as is worth while.
     *
     * @return false if some accounts are better asked for one by one
     */
    boolean readList(Call list, List<String> roles, Set<String> accounts, Map<String, String> found) {
        String name = list.address().toString();
        int pages = api.readPages(
                list,
                UserPermission.class,
                permission -> {
                    Member.User user = permission.user();
                    accounts.stream()
                            .filter(account -> user != null && user.is(account))
                            .forEach(account -> role(list, roles, permission.permission())
                                    .ifPresent(role -> found.put(account, role)));
                    return found.size() < accounts.size();
                },
                (page, pagesRead) -> sizes.readOn(name, page, pagesRead, accounts.size() - found.size()));
        if (pages > 0) {
            sizes.ended(name, pages);
        }
        // While several pages are read, a row may move up to one that has been read: who was not found is asked for.
        return pages == 1 || found.size() == accounts.size();
    }

    void set(String target, String account, String role) {
        URI address = Addresses.userPermission(target, account);
        Call call = Call.put("set-permission", address, "{\"permission\":\"" + role + "\"}");
        Answer answer = api.send(call);
        if (answer.successful()) {
            return;
        }
        if (answer.status() == 404) {
            require(target);
            throw new ConnectorException.NotFound(refusals.message(call, answer) + " (the account is unknown)");
        }
        if (answer.status() == 400) {
            if (workspace.member(account).isEmpty()) {
                throw workspace.notAMember(account, refusals.message(call, answer));
            }
            throw new ConnectorException.Rejected(refusals.message(call, answer)
                    + " (Bitbucket never changes the permissions of the workspace's owner)");
        }
        throw refusals.of(call, answer);
    }

    void remove(String target, String account) {
        Call call = Call.delete("delete-permission", Addresses.userPermission(target, account));
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            require(target);
        } else if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
    }

    /**
     * A 404 also shows that the resource is gone, or our own rights in it. This call needs the same rights; when it
     * succeeds, the 404 was about the account.
     */
    private void require(String target) {
        api.sendOrThrow(Call.get("check-resource", Addresses.anyUserPermission(target)));
    }

    /** Taking an unknown level for none would destroy it at the next revocation. */
    Optional<String> role(Call call, List<String> roles, @Nullable String permission) {
        if (permission == null) {
            throw refusals.unreadable(call, "it has no permission");
        }
        if (permission.equals("none")) {
            return Optional.empty();
        }
        if (!roles.contains(permission)) {
            throw refusals.rejected(call.describe() + " found the unknown permission '" + permission + "'");
        }
        return Optional.of(permission);
    }
}
