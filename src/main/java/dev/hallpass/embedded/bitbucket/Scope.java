package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a credential must be allowed for one kind of call. API token scopes do not imply each other: all are needed. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
enum Scope {
    READ_USER(Set.of("read:user:bitbucket"), "account"),
    READ_WORKSPACE(Set.of("read:workspace:bitbucket"), "account"),
    ADMIN_WORKSPACE(Set.of("admin:workspace:bitbucket"), "account:write"),
    READ_PROJECT(Set.of("read:project:bitbucket"), "project"),
    READ_REPOSITORY(Set.of("read:repository:bitbucket"), "repository"),
    READ_REPOSITORY_PERMISSIONS(Set.of("read:repository:bitbucket"), "repository:admin"),
    WRITE_REPOSITORY_PERMISSIONS(
            Set.of("admin:repository:bitbucket", "write:permission:bitbucket"), "repository:admin"),
    DELETE_REPOSITORY_PERMISSIONS(
            Set.of("admin:repository:bitbucket", "delete:permission:bitbucket"), "repository:admin"),
    READ_PROJECT_PERMISSIONS(Set.of("read:project:bitbucket"), "project:admin"),
    WRITE_PROJECT_PERMISSIONS(Set.of("admin:project:bitbucket", "write:permission:bitbucket"), "project:admin"),
    DELETE_PROJECT_PERMISSIONS(Set.of("admin:project:bitbucket", "delete:permission:bitbucket"), "project:admin");

    private final Set<String> apiTokenScopes;
    private final String oauthScope;

    Scope(Set<String> apiTokenScopes, String oauthScope) {
        this.apiTokenScopes = apiTokenScopes;
        this.oauthScope = oauthScope;
    }

    /** @throws RefusedException 403 that names what is granted and what is needed, or that the credential is of the wrong kind */
    void check(Caller caller, Quirks quirks) {
        boolean permissions = name().endsWith("_PERMISSIONS");
        boolean reading = name().startsWith("READ_");
        boolean apiToken = caller.kind() == Seed.Token.Kind.API_TOKEN;
        if (permissions && !apiToken && !allowed(caller, reading, quirks.accessTokens())) {
            throw RefusedException.of(403, "This API is not accessible by this authentication mechanism");
        }
        Set<String> required = apiToken ? apiTokenScopes : Set.of(oauthScope);
        if (!caller.scopes().containsAll(required)) {
            ObjectNode detail = JsonNodeFactory.instance.objectNode();
            caller.scopes().stream().sorted().forEach(detail.putArray("granted")::add);
            required.stream().sorted().forEach(detail.putArray("required")::add);
            throw new RefusedException(
                    Reply.error(403, "Your credentials lack one or more required privilege scopes.", detail));
        }
    }

    /** OAuth may read; what access tokens may do is not certain. */
    private static boolean allowed(Caller caller, boolean reading, Quirks.AccessTokens accessTokens) {
        if (!caller.isAccessToken()) {
            return reading;
        }
        return accessTokens == Quirks.AccessTokens.WRITE || (reading && accessTokens == Quirks.AccessTokens.READ);
    }
}
