package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: API tokens by HTTP Basic {@code email:token}, everything else as a bearer token. */
final class Authentication {

    private final WorkspaceState state;
    private final Clock clock;

    Authentication(WorkspaceState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /**
     * @return empty for a call without credential
     * @throws RefusedException 401 for a credential that is wrong, expired, or of a user that is gone
     */
    Optional<Caller> caller(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.of(basic(authorization.substring(6).strip()));
        }
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(bearer(authorization.substring(7).strip()));
        }
        throw badCredentials();
    }

    /** 401 as Bitbucket answers Basic: plain text. */
    static RefusedException badCredentials() {
        return new RefusedException(Reply.text(401, "The credentials were not accepted.")
                .with("WWW-Authenticate", "Basic realm=\"Bitbucket.org HTTP\""));
    }

    private Caller basic(String encoded) {
        String[] parts = decode(encoded).split(":", 2);
        if (parts.length < 2) {
            throw badCredentials();
        }
        return find(parts[1], token -> token.kind() == Seed.Token.Kind.API_TOKEN)
                .filter(caller -> caller.user() != null && caller.user().email().equalsIgnoreCase(parts[0]))
                .orElseThrow(Authentication::badCredentials);
    }

    private Caller bearer(String value) {
        return find(value, token -> token.kind() != Seed.Token.Kind.API_TOKEN)
                .orElseThrow(() ->
                        RefusedException.of(401, "Token is invalid, expired, or not supported for this endpoint."));
    }

    private Optional<Caller> find(String value, Predicate<Seed.Token> accepted) {
        Directory directory = state.directory();
        return directory.tokens().stream()
                .filter(accepted)
                .filter(token -> same(token.token(), value))
                .filter(token -> token.expiresAt() == null || token.expiresAt().isAfter(clock.instant()))
                .findFirst()
                .flatMap(token -> caller(token, directory));
    }

    private static Optional<Caller> caller(Seed.Token token, Directory directory) {
        if (token.user() == null) {
            return Optional.of(new Caller(token.kind(), null, token.scopes(), token.token()));
        }
        return directory
                .user(token.user())
                .map(user -> new Caller(token.kind(), user, token.scopes(), user.accountId()));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badCredentials();
        }
    }
}
