package dev.hallpass.connector;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One connected application, {@code hallpass.applications[]}.
 *
 * @param name what the application is called in Hallpass; unique
 * @param type which connector speaks to it, {@code bitbucket-cloud}
 * @param baseUrl the API's base address, {@code https://api.bitbucket.org/2.0}
 * @param workspace the workspace's slug
 * @param email the e-mail address (Data Center: user name) that the API token belongs to
 * @param token the API token, to be given as a reference to the environment ({@code ${BITBUCKET_TOKEN}})
 * @param tokenFile a file that holds the API token and nothing else; read anew for each call, so that a token can be
 *     replaced without a restart. Exactly one of {@code token} and {@code tokenFile} is needed, unless there are
 *     {@code credentials}
 * @param expiresAt when that API token expires, for the alarm
 * @param callsPerHour how many calls Hallpass allows itself in a rolling hour with each user's credentials; below
 *     Bitbucket's own 1,000
 * @param budget how the calls of an hour are divided by urgency
 * @param connectTimeout how long to wait for a connection
 * @param requestTimeout how long to wait for one answer
 * @param maxAttempts how often a call is tried in all
 * @param retryBudget how long all attempts of a call and the pauses between them may take together; an application
 *     that asks for a longer pause is reported as rate limited instead
 * @param firstBackoff the longest pause before the second attempt; doubles with every further one
 * @param credentials further credentials; all of an application form a pool, each with its own budget
 * @param fulfilment whether Hallpass changes permissions through the API, or tells people to
 * @param fulfillers the directory group whose members are told what to do by hand
 * @param drift what is done when somebody has changed a permission by hand
 * @param webhookSecret what the application signs its webhook deliveries with, as a reference to the environment;
 *     without it deliveries are refused
 * @param options what only one type of connector knows; see its own documentation
 */
public record ApplicationSettings(
        @NotBlank String name,
        @DefaultValue("bitbucket-cloud") @NotBlank String type,
        @NotNull URI baseUrl,
        @Nullable String workspace,
        @Nullable String email,
        @Nullable String token,
        @Nullable Path tokenFile,
        @Nullable Instant expiresAt,
        @DefaultValue("800") int callsPerHour,
        @DefaultValue BudgetShares budget,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("4") int maxAttempts,
        @DefaultValue("20s") Duration retryBudget,
        @DefaultValue("200ms") Duration firstBackoff,
        @DefaultValue List<CredentialSettings> credentials,
        @DefaultValue("AUTOMATIC") Fulfilment fulfilment,
        @DefaultValue("administrators") String fulfillers,
        @DefaultValue("REPORT") DriftResponse drift,
        @Nullable String webhookSecret,
        @DefaultValue Map<String, String> options) {

    /** Copies its collections. */
    public ApplicationSettings {
        credentials = List.copyOf(credentials);
        options = Map.copyOf(options);
    }

    @Override
    public String toString() {
        return "ApplicationSettings[name=%s, type=%s, baseUrl=%s, workspace=%s, email=%s, token=%s, callsPerHour=%d]"
                .formatted(
                        name,
                        type,
                        baseUrl,
                        workspace,
                        email,
                        tokenFile == null ? "(hidden)" : "(in " + tokenFile + ")",
                        callsPerHour);
    }
}
