package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/** Who is in which group. Everybody licensed may read it; only an administrator with a password may change it. */
final class GroupMemberships {

    static final String MEMBER = "member";

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Added(String group, List<String> users) {}

    /** The names of the fields are Bitbucket's: the context is the user, the item the group. */
    private record Removed(String context, String itemName) {}

    private final Addresses addresses;

    GroupMemberships(Addresses addresses) {
        this.addresses = addresses;
    }

    Map<String, String> roles(DataCenterApi api, ConnectedResource group, Set<String> accounts) {
        Set<String> found = EffectiveRoles.having(api, addresses.members(group.externalId()), accounts);
        if (found.isEmpty()) {
            require(api, group);
        }
        Map<String, String> roles = new HashMap<>();
        found.forEach(account -> roles.put(account, MEMBER));
        return roles;
    }

    /** @throws ConnectorException.NotFound if there is no such group */
    void require(DataCenterApi api, ConnectedResource group) {
        if (!exists(api, group)) {
            throw new ConnectorException.NotFound("the group '" + group.externalId() + "' does not exist any more");
        }
    }

    boolean exists(DataCenterApi api, ConnectedResource group) {
        AtomicBoolean found = new AtomicBoolean();
        Call list = Call.get("find-group", addresses.groups(group.externalId()));
        api.readPages(list, String.class, name -> {
            if (Bodies.folded(name).equals(Bodies.folded(group.externalId()))) {
                found.set(true);
            }
            return !found.get();
        });
        return found.get();
    }

    void add(DataCenterApi api, ConnectedResource group, String account) {
        DataCenterApi administration = api.administration()
                .orElseThrow(() -> new ConnectorException.ByHand(
                        "Add the user '%s' to the group '%s' of Bitbucket (Administration > Groups)"
                                .formatted(account, group.externalId())));
        Call call = Call.post(
                "add-group-member",
                addresses.addUsers(),
                JSON.writeValueAsString(new Added(group.externalId(), List.of(account))));
        Answer answer = administration.send(call);
        if (!answer.successful()) {
            throw refused(administration, call, answer, account, "Add the user '%s' to the group '%s'", group);
        }
    }

    void remove(DataCenterApi api, ConnectedResource group, String account) {
        DataCenterApi administration = api.administration()
                .orElseThrow(() -> new ConnectorException.ByHand(
                        "Remove the user '%s' from the group '%s' of Bitbucket (Administration > Groups)"
                                .formatted(account, group.externalId())));
        Call call = Call.post(
                "remove-group-member",
                addresses.removeGroup(),
                JSON.writeValueAsString(new Removed(account, group.externalId())));
        Answer answer = administration.send(call);
        if (answer.status() == 404) {
            // No such user, or no member: there is nothing to take away. No such group is another matter.
            require(api, group);
        } else if (!answer.successful()) {
            throw refused(administration, call, answer, account, "Remove the user '%s' from the group '%s'", group);
        }
    }

    private ConnectorException refused(
            DataCenterApi administration,
            Call call,
            Answer answer,
            String account,
            String instruction,
            ConnectedResource group) {
        ConnectorException usual = administration.refusals().of(call, answer);
        if (usual instanceof ConnectorException.Forbidden && inReadOnlyDirectory(administration, account)) {
            return new ConnectorException.ByHand((instruction + ", in the directory that Bitbucket reads it from")
                    .formatted(account, group.externalId()));
        }
        return usual;
    }

    private boolean inReadOnlyDirectory(DataCenterApi administration, String account) {
        AtomicBoolean readOnly = new AtomicBoolean();
        Call list = Call.get("find-directory", addresses.detailedUsers(account));
        administration.readPages(list, Bodies.DetailedUser.class, user -> {
            String name = user.name();
            if (name != null && Bodies.folded(name).equals(Bodies.folded(account))) {
                readOnly.set(Boolean.FALSE.equals(user.mutableGroups()));
            }
            return true;
        });
        return readOnly.get();
    }
}
