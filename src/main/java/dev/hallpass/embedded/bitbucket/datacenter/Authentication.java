package dev.hallpass.embedded.bitbucket.datacenter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: passwords and tokens of users by HTTP Basic, all tokens as bearer tokens. */
final class Authentication {

    private final Server server;
    private final Clock clock;

    Authentication(Server server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * @return empty for a call without credential
     * @throws dev.hallpass.embedded.bitbucket.http.RefusedException 401 for a credential that is wrong or expired, or
     *     of a user without a licence
     */
    Optional<Caller> caller(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        Caller caller;
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            caller = basic(authorization.substring(6).strip());
        } else if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            caller = token(authorization.substring(7).strip()).orElseThrow(Errors::wrongPassword);
        } else {
            throw Errors.wrongPassword();
        }
        Seed.User user = caller.user();
        if (user != null && !new EffectivePermissions(server.state()).licensed(user)) {
            throw Errors.unlicensed();
        }
        return Optional.of(caller);
    }

    private Caller basic(String encoded) {
        String[] parts = decode(encoded).split(":", 2);
        if (parts.length < 2) {
            throw Errors.wrongPassword();
        }
        Optional<Seed.User> user = server.state().directory().user(parts[0]);
        if (user.isEmpty()) {
            throw Errors.wrongPassword();
        }
        String password = user.get().password();
        if (password != null && same(password, parts[1])) {
            return new Caller(user.get().name(), user.get(), null, null);
        }
        return token(parts[1])
                .filter(caller -> user.get().equals(caller.user()))
                .orElseThrow(Errors::wrongPassword);
    }

    private Optional<Caller> token(String value) {
        return server.seed().tokens().stream()
                .filter(token -> same(token.token(), value))
                .filter(token -> token.expiresAt() == null || token.expiresAt().isAfter(clock.instant()))
                .findFirst()
                .flatMap(this::caller);
    }

    private Optional<Caller> caller(Seed.Token token) {
        ServerState state = server.state();
        if (token.user() != null) {
            return state.directory()
                    .user(token.user())
                    .map(user -> new Caller(user.name(), user, token.permissions(), null));
        }
        try {
            Target target = state.target(token.project(), token.repository());
            String name = "access-token-user/" + (target.kind() == Target.Kind.PROJECT ? 1 : 2) + "/" + target.id();
            return Optional.of(new Caller(name, null, token.permissions(), target));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Errors.wrongPassword();
        }
    }
}
