package dev.hallpass.embedded.bitbucket;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, by which kind of credential.
 *
 * @param kind of the credential
 * @param user whom the credential acts for; null for access tokens
 * @param scopes what the credential may do
 * @param rateLimitKey whose hour the calls count in: the user's, or each access token's own
 */
record Caller(Seed.Token.Kind kind, Seed.@Nullable User user, Set<String> scopes, String rateLimitKey) {

    boolean ownsWorkspace() {
        return user != null && user.isOwner();
    }

    /** An access token of the whole workspace administers it, where access tokens may. */
    boolean administersWorkspace(Quirks quirks) {
        return ownsWorkspace() || (isAccessToken() && quirks.accessTokens() != Quirks.AccessTokens.NOTHING);
    }

    /** E-mail addresses are for administrators and for access tokens. */
    boolean seesAddresses() {
        return ownsWorkspace() || isAccessToken();
    }

    boolean isAccessToken() {
        return kind == Seed.Token.Kind.ACCESS_TOKEN;
    }
}
