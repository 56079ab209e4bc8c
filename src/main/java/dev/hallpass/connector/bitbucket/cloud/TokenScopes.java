package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.NeededRights;
import dev.hallpass.connector.ResourceKind;
import java.util.List;

/**
 * The scopes that the calls of a kind need, by {@code x-atlassian-oauth2-scopes} of Atlassian's description of the API;
 * those of groups by what Atlassian's page on token permissions says.
 */
final class TokenScopes {

    private static final String READ_WORKSPACE = "read:workspace:bitbucket";
    private static final String READ_PROJECT = "read:project:bitbucket";
    private static final String READ_REPOSITORY = "read:repository:bitbucket";
    private static final String GIVE = "write:permission:bitbucket";
    private static final String TAKE_AWAY = "delete:permission:bitbucket";

    private TokenScopes() {}

    static NeededRights of(ResourceKind kind) {
        return switch (kind) {
            case WORKSPACE -> new NeededRights(List.of(READ_WORKSPACE), List.of());
            case PROJECT ->
                new NeededRights(
                        List.of(READ_PROJECT, READ_WORKSPACE),
                        List.of("admin:project:bitbucket", TAKE_AWAY, READ_PROJECT, READ_WORKSPACE, GIVE));
            case REPOSITORY ->
                new NeededRights(
                        List.of(READ_REPOSITORY, READ_WORKSPACE),
                        List.of("admin:repository:bitbucket", TAKE_AWAY, READ_REPOSITORY, READ_WORKSPACE, GIVE));
            case GROUP ->
                new NeededRights(List.of(READ_WORKSPACE), List.of("admin:workspace:bitbucket", READ_WORKSPACE));
        };
    }
}
