package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ResourceKind;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What accounts may do by all paths together. Bitbucket's user search answers that: it finds users by the permission that
 * they hold somewhere, of whatever origin. (The {@code permissions/search} of a project or repository would not do: the
 * description of the API gives no form for its answer, and it would name groups rather than their members.)
 */
final class EffectiveRoles {

    private static final int FEW = 2;

    private final Addresses addresses;
    private final Options options;
    private final ComputedRoles computed;

    EffectiveRoles(Addresses addresses, Options options) {
        this.addresses = addresses;
        this.options = options;
        this.computed = new ComputedRoles(addresses);
    }

    Map<String, String> of(DataCenterApi api, ResourceKind kind, Place place, Set<String> accounts) {
        if (options.computedRoles()) {
            return computed.of(api, kind, place, accounts);
        }
        Map<String, String> roles = new HashMap<>();
        Set<String> left = new HashSet<>(accounts);
        for (Level level : Level.of(kind)) {
            left = having(api, addresses.usersWith(level, place), left);
            left.forEach(account -> roles.put(account, level.role()));
            if (left.isEmpty()) {
                break;
            }
        }
        return roles;
    }

    /** Few are asked for by name; of many, the whole list is read. */
    static Set<String> having(DataCenterApi api, URI list, Set<String> accounts) {
        if (accounts.size() > FEW) {
            return Accounts.among(api, "effective-permissions", list, accounts);
        }
        Set<String> found = new HashSet<>();
        for (String account : accounts) {
            found.addAll(
                    Accounts.among(api, "effective-permission", Addresses.filtered(list, account), Set.of(account)));
        }
        return found;
    }
}
