package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Membership;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who belongs to the workspace, and what we are in it. */
final class Workspace {

    private final BitbucketCloudApi api;
    private final Addresses addresses;
    private final boolean invitationsByHand;

    Workspace(BitbucketCloudApi api, Addresses addresses, boolean invitationsByHand) {
        this.api = api;
        this.addresses = addresses;
        this.invitationsByHand = invitationsByHand;
    }

    Optional<Member.User> member(String account) {
        Call call = Call.get("find-member", addresses.member(account));
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.successful()) {
            throw api.refusals().of(call, answer);
        }
        return Optional.ofNullable(api.read(call, answer, Member.class).user());
    }

    /** No API makes somebody a member: people are invited, and accept. */
    ConnectorException notAMember(String account, String why) {
        return invitationsByHand
                ? new ConnectorException.ByHand("Invite the account " + account
                        + " to the workspace in Bitbucket, and wait until the invitation is accepted. " + why)
                : new ConnectorException.NotAMember(
                        "the account " + account + " is no member of the workspace: invite it first. " + why);
    }

    /** What has to happen before an account that is no member can be given anything. */
    Membership missing(String account) {
        return invitationsByHand
                ? new Membership.ByHand("The account " + account + " is no member of the workspace yet. Once this is"
                        + " agreed, somebody is asked to invite it, and the access comes when it has accepted.")
                : new Membership.Missing("the account " + account + " is no member of the workspace, and has to be"
                        + " invited to it first.");
    }

    Set<String> owners(Set<String> accounts) {
        Set<String> owners = new HashSet<>();
        api.readPages(Call.get("list-owners", addresses.workspacePermissions(true)), Member.class, member -> {
            Member.User user = member.user();
            if (user != null && "owner".equals(member.permission())) {
                accounts.stream().filter(user::is).forEach(owners::add);
            }
            return true;
        });
        return owners;
    }

    /** Whether our own account sees everything: an owner does. */
    boolean seesEverything() {
        try {
            return "owner"
                    .equals(api.get(Call.get("own-permission", addresses.ownPermission()), Member.class)
                            .permission());
        } catch (ConnectorException e) {
            if (e.retryable()) {
                throw e;
            }
            return false;
        }
    }

    /** The key of a project now, found by its UUID; empty if it is not listed. */
    Optional<String> keyOfProject(String uuid) {
        List<String> found = new ArrayList<>();
        api.readPages(Call.get("list-projects", addresses.projects()), Project.class, project -> {
            String key = project.key();
            if (uuid.equalsIgnoreCase(project.uuid()) && key != null) {
                found.add(key);
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }
}
