package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.ConnectorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The credential: an Atlassian API token, sent as HTTP Basic {@code email:token}. Shown nowhere. */
final class ApiToken {

    private final String email;
    private final @Nullable String token;
    private final @Nullable Path file;

    private ApiToken(String email, @Nullable String token, @Nullable Path file) {
        this.email = email;
        this.token = token;
        this.file = file;
    }

    /** @throws IllegalArgumentException unless exactly one of token and token file is set */
    static ApiToken of(ApplicationSettings settings) {
        String token = settings.token();
        boolean hasToken = token != null && !token.isBlank();
        if (hasToken == (settings.tokenFile() != null)) {
            throw new IllegalArgumentException(
                    "hallpass.applications '" + settings.name() + "': exactly one of token and token-file must be set");
        }
        return new ApiToken(Objects.requireNonNull(settings.email()), hasToken ? token : null, settings.tokenFile());
    }

    /**
     * The value of the Authorization header. A token file is read each time, so a new token needs no restart.
     *
     * @throws ConnectorException.Unauthenticated if the token file cannot be read
     */
    String authorization() {
        byte[] credential = (email + ":" + value()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credential);
    }

    private String value() {
        if (token != null) {
            return token;
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
        return "ApiToken[of " + email + "]";
    }
}
