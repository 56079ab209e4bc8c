package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.http.Call;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The highest role by every path. For repositories Bitbucket tells it; for projects it is computed here. */
final class EffectivePermissions {

    private final BitbucketCloudApi api;
    private final Addresses addresses;
    private final ExplicitPermissions explicit;
    private final Groups groups;
    private final Workspace workspace;
    private final AtomicBoolean filterAccepted;
    private final ListSizes sizes;

    EffectivePermissions(
            BitbucketCloudApi api,
            Addresses addresses,
            ExplicitPermissions explicit,
            Groups groups,
            Workspace workspace,
            AtomicBoolean filterAccepted,
            ListSizes sizes) {
        this.api = api;
        this.addresses = addresses;
        this.explicit = explicit;
        this.groups = groups;
        this.workspace = workspace;
        this.filterAccepted = filterAccepted;
        this.sizes = sizes;
    }

    /** By pages of the list, or one by one where Bitbucket filters by account: in as few calls as are likely. */
    Map<String, String> onRepository(String repository, List<String> roles, Set<String> accounts) {
        URI list = addresses.effectivePermissions(repository, null);
        Call all = Call.get("effective-permission", list);
        Map<String, String> found = new HashMap<>();
        if (!filterAccepted.get()) {
            readAll(all, roles, accounts, found);
            return found;
        }
        if (sizes.oneByOne(list.toString(), accounts.size()) || !explicit.readList(all, roles, accounts, found)) {
            try {
                oneByOne(repository, roles, accounts, found);
            } catch (ConnectorException.Rejected e) {
                // The description of the API shows filters on the permission only: read everybody's instead.
                readAll(all, roles, accounts, found);
                filterAccepted.set(false);
            }
        }
        return found;
    }

    private void oneByOne(String repository, List<String> roles, Set<String> accounts, Map<String, String> found) {
        for (String account : accounts) {
            if (!found.containsKey(account)) {
                URI filtered = addresses.effectivePermissions(repository, condition(account));
                readAll(Call.get("effective-permission", filtered), roles, Set.of(account), found);
            }
        }
    }

    /** Whatever the filter does, the accounts are compared here. */
    private void readAll(Call call, List<String> roles, Set<String> accounts, Map<String, String> found) {
        api.readPages(call, UserPermission.class, permission -> {
            Member.User user = permission.user();
            accounts.stream()
                    .filter(account -> user != null && user.is(account))
                    .forEach(account -> explicit.role(call, roles, permission.permission())
                            .ifPresent(role -> found.put(account, role)));
            return !found.keySet().containsAll(accounts);
        });
    }

    /** The own permission, those of the groups, and ownership of the workspace: no call tells the result. */
    Map<String, String> onProject(String project, List<String> roles, Set<String> accounts) {
        Map<String, String> found = new HashMap<>(explicit.readAll(project, roles, accounts));
        Call call = Call.get("list-group-permissions", Addresses.groupPermissions(project));
        Map<String, String> ofGroups = new HashMap<>();
        api.readPages(call, GroupPermission.class, permission -> {
            GroupPermission.Group group = permission.group();
            String slug = group == null ? null : group.slug();
            if (slug != null) {
                explicit.role(call, roles, permission.permission()).ifPresent(role -> ofGroups.put(slug, role));
            }
            return true;
        });
        ofGroups.forEach((slug, role) -> groups.members(slug)
                .forEach(member -> accounts.stream()
                        .filter(member::is)
                        .forEach(account -> found.merge(account, role, (one, other) -> higher(roles, one, other)))));
        workspace.owners(accounts).forEach(owner -> found.put(owner, roles.getLast()));
        return found;
    }

    private static String higher(List<String> roles, String one, String other) {
        return roles.indexOf(one) >= roles.indexOf(other) ? one : other;
    }

    private static String condition(String account) {
        String field = account.startsWith("{") ? "user.uuid" : "user.account_id";
        return field + "=\"" + account.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
