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

    /** Statuses that may also mean that everything is as wanted already. */
    private static final Set<Integer> PERHAPS_DONE = Set.of(400, 404, 409);

    /** Nothing but the end of the call itself answers these. */
    private static final Set<Integer> CALL_IS_GONE = Set.of(405, 410);

    private final BitbucketCloudApi api;
    private final Addresses addresses;
    private final Workspace workspace;
    private final boolean managedCentrally;

    Groups(BitbucketCloudApi api, Addresses addresses, Workspace workspace, boolean managedCentrally) {
        this.api = api;
        this.addresses = addresses;
        this.workspace = workspace;
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
                uuid,
                true,
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
                uuid,
                false,
                "Remove " + name(member.get()) + " from the group '" + group.path() + "'");
    }

    private void change(ConnectedResource group, Call call, String uuid, boolean wanted, String instruction) {
        if (managedCentrally) {
            throw new ConnectorException.ByHand(instruction + " at admin.atlassian.com.");
        }
        Answer answer = api.send(call);
        boolean done = answer.successful()
                || (PERHAPS_DONE.contains(answer.status()) && has(group.externalId(), uuid) == wanted);
        if (done) {
            return;
        }
        if (isForHands(answer)) {
            throw new ConnectorException.ByHand(instruction + " at admin.atlassian.com; the API does not do it: "
                    + api.refusals().message(call, answer));
        }
        throw api.refusals().of(call, answer);
    }

    /**
     * Whether the groups are administered at admin.atlassian.com, so that a person has to do it. What our credential
     * lacks is no such case. A 403 or 404 that says neither is one only if we own the workspace: an owner may change
     * groups, and the group was there when we looked. Which status Bitbucket answers is not documented.
     */
    private boolean isForHands(Answer answer) {
        if (CALL_IS_GONE.contains(answer.status())) {
            return true;
        }
        boolean refused = answer.status() == 403 || answer.status() == 404;
        if (!refused || CloudRefusals.blamesTheCredential(answer)) {
            return false;
        }
        return CloudRefusals.namesCentralAdministration(answer) || workspace.seesEverything();
    }

    private static String name(Member.User user) {
        return user.displayName() == null ? String.valueOf(user.id()) : user.displayName() + " (" + user.id() + ")";
    }
}
