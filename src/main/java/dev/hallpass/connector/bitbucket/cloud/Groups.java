package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Membership of the workspace's groups, which only version 1.0 of the API knows: bare arrays, no pages. */
final class Groups {

    private static final Set<Integer> WRITES_ARE_REFUSED = Set.of(403, 404, 405, 410);

    private final BitbucketCloudApi api;
    private final Addresses addresses;
    private final boolean managedCentrally;

    Groups(BitbucketCloudApi api, Addresses addresses, boolean managedCentrally) {
        this.api = api;
        this.addresses = addresses;
        this.managedCentrally = managedCentrally;
    }

    List<GroupPermission.Group> all() {
        return List.of(api.get(Call.get("list-groups", addresses.groups()), GroupPermission.Group[].class));
    }

    List<Member.User> members(String group) {
        return List.of(api.get(Call.get("list-group-members", addresses.groupMembers(group)), Member.User[].class));
    }

    boolean has(String group, String account) {
        return members(group).stream().anyMatch(member -> member.is(account));
    }

    /** @param uuid the account's, which is all that this call takes */
    void add(ConnectedResource group, Member.User user, String uuid) {
        change(
                group,
                Call.put("add-group-member", addresses.groupMember(group.externalId(), uuid), "{}"),
                "Add " + name(user) + " to the group '" + group.path() + "'");
    }

    /** Does nothing for somebody who is no member. */
    void remove(ConnectedResource group, String account) {
        Optional<Member.User> member = members(group.externalId()).stream()
                .filter(each -> each.is(account))
                .findFirst();
        if (member.isEmpty()) {
            return;
        }
        String uuid = member.get().uuid();
        if (uuid == null) {
            throw api.refusals().rejected("the account " + account + " has no UUID");
        }
        change(
                group,
                Call.delete("remove-group-member", addresses.groupMember(group.externalId(), uuid)),
                "Remove " + name(member.get()) + " from the group '" + group.path() + "'");
    }

    /** A refusal while reading works means that the groups are administered at admin.atlassian.com. */
    private void change(ConnectedResource group, Call call, String instruction) {
        if (managedCentrally) {
            throw new ConnectorException.ByHand(instruction + " at admin.atlassian.com.");
        }
        Answer answer = api.send(call);
        if (answer.successful()) {
            return;
        }
        if (WRITES_ARE_REFUSED.contains(answer.status())) {
            members(group.externalId());
            throw new ConnectorException.ByHand(instruction + " at admin.atlassian.com; the API does not do it: "
                    + api.refusals().message(call, answer));
        }
        throw api.refusals().of(call, answer);
    }

    private static String name(Member.User user) {
        return user.displayName() == null ? String.valueOf(user.id()) : user.displayName() + " (" + user.id() + ")";
    }
}
