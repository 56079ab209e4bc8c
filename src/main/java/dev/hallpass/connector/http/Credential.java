package dev.hallpass.connector.http;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One credential: sent as HTTP Basic {@code user:secret}, or as bearer token where it has no user. The secret is shown
 * nowhere.
 */
public final class Credential {

    private final String name;
    private final @Nullable String user;
    private final @Nullable String secret;
    private final @Nullable Path file;
    private final int callsPerHour;
    private final @Nullable Instant expiresAt;

    private Credential(
            String name,
            @Nullable String user,
            @Nullable String secret,
            @Nullable Path file,
            int callsPerHour,
            @Nullable Instant expiresAt) {
        this.name = name;
        this.user = user;
        this.secret = secret;
        this.file = file;
        this.callsPerHour = callsPerHour;
        this.expiresAt = expiresAt;
    }

    /**
     * All credentials of an application: the one at the top of its settings, if there is one, and those in its list.
     *
     * @throws IllegalArgumentException if there is none, or one has no secret or two
     */
    public static List<Credential> allOf(ApplicationSettings settings) {
        List<CredentialSettings> listed = new ArrayList<>();
        if (text(settings.token()) != null
                || settings.tokenFile() != null
                || settings.credentials().isEmpty()) {
            listed.add(new CredentialSettings(
                    null,
                    settings.email(),
                    settings.token(),
                    settings.tokenFile(),
                    settings.callsPerHour(),
                    settings.expiresAt()));
        }
        listed.addAll(settings.credentials());
        List<Credential> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (CredentialSettings each : listed) {
            all.add(of(each, settings, names));
        }
        return List.copyOf(all);
    }

    private static Credential of(CredentialSettings each, ApplicationSettings application, Set<String> names) {
        String user = text(each.user());
        String given = text(each.name());
        String wanted = given != null ? given : user != null ? user : "token";
        String name = wanted;
        for (int number = 2; !names.add(name); number++) {
            name = wanted + "-" + number;
        }
        String secret = text(each.token());
        if ((secret != null) == (each.tokenFile() != null)) {
            throw new IllegalArgumentException("hallpass.applications '%s', credential '%s': exactly one of token and"
                            .formatted(application.name(), name)
                    + " token-file must be set");
        }
        Integer own = each.callsPerHour();
        return new Credential(
                name, user, secret, each.tokenFile(), own == null ? application.callsPerHour() : own, each.expiresAt());
    }

    private static @Nullable String text(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting;
    }

    /** What it is called in logs, metrics and the API; unique within its application. */
    public String name() {
        return name;
    }

    /** Whom it belongs to; empty for a token that names nobody. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    int callsPerHour() {
        return callsPerHour;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    /**
     * The value of the Authorization header. A token file is read each time, so a new token needs no restart.
     *
     * @throws ConnectorException.Unauthenticated if the token file cannot be read
     */
    String authorization() {
        if (user == null) {
            return "Bearer " + value();
        }
        byte[] credential = (user + ":" + value()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credential);
    }

    private String value() {
        if (secret != null) {
            return secret;
        }
        if (file == null) {
            throw new IllegalStateException("neither token nor token file");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConnectorException.Unauthenticated("the token file " + file + " cannot be read: " + e);
        }
    }

    @Override
    public String toString() {
        return "Credential[" + name + "]";
    }
}
