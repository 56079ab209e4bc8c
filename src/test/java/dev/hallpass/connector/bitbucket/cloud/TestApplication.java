package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.CredentialSettings;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Fulfilment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of an application for tests: patient enough for a slow machine, with short pauses. */
record TestApplication(
        URI baseUrl,
        String workspace,
        String email,
        @Nullable String token,
        @Nullable Path tokenFile,
        int callsPerHour,
        Duration requestTimeout,
        int maxAttempts,
        Duration retryBudget,
        int callsAtOnce,
        List<CredentialSettings> credentials) {

    static TestApplication at(URI baseUrl) {
        return new TestApplication(
                baseUrl,
                "acme",
                "hallpass-bot@acme.example",
                "demo-token",
                null,
                100_000,
                Duration.ofSeconds(10),
                4,
                Duration.ofSeconds(20),
                16,
                List.of());
    }

    TestApplication workspace(String other) {
        return new TestApplication(
                baseUrl,
                other,
                email,
                token,
                tokenFile,
                callsPerHour,
                requestTimeout,
                maxAttempts,
                retryBudget,
                callsAtOnce,
                credentials);
    }

    TestApplication credential(String otherEmail, String otherToken) {
        return new TestApplication(
                baseUrl,
                workspace,
                otherEmail,
                otherToken,
                null,
                callsPerHour,
                requestTimeout,
                maxAttempts,
                retryBudget,
                callsAtOnce,
                credentials);
    }

    TestApplication tokenIn(Path file) {
        return new TestApplication(
                baseUrl,
                workspace,
                email,
                null,
                file,
                callsPerHour,
                requestTimeout,
                maxAttempts,
                retryBudget,
                callsAtOnce,
                credentials);
    }

    TestApplication callsPerHour(int calls) {
        return new TestApplication(
                baseUrl,
                workspace,
                email,
                token,
                tokenFile,
                calls,
                requestTimeout,
                maxAttempts,
                retryBudget,
                callsAtOnce,
                credentials);
    }

    TestApplication requestTimeout(Duration timeout) {
        return new TestApplication(
                baseUrl,
                workspace,
                email,
                token,
                tokenFile,
                callsPerHour,
                timeout,
                maxAttempts,
                retryBudget,
                callsAtOnce,
                credentials);
    }

    TestApplication attempts(int attempts) {
        return new TestApplication(
                baseUrl,
                workspace,
                email,
                token,
                tokenFile,
                callsPerHour,
                requestTimeout,
                attempts,
                retryBudget,
                callsAtOnce,
                credentials);
    }

    TestApplication retryBudget(Duration budget) {
        return new TestApplication(
                baseUrl,
                workspace,
                email,
                token,
                tokenFile,
                callsPerHour,
                requestTimeout,
                maxAttempts,
                budget,
                callsAtOnce,
                credentials);
    }

    TestApplication callsAtOnce(int calls) {
        return new TestApplication(
                baseUrl,
                workspace,
                email,
                token,
                tokenFile,
                callsPerHour,
                requestTimeout,
                maxAttempts,
                retryBudget,
                calls,
                credentials);
    }

    /** A pool of these alone. */
    TestApplication credentials(CredentialSettings... pool) {
        return new TestApplication(
                baseUrl,
                workspace,
                email,
                null,
                null,
                callsPerHour,
                requestTimeout,
                maxAttempts,
                retryBudget,
                callsAtOnce,
                List.of(pool));
    }

    ApplicationSettings settings() {
        return settings(Map.of());
    }

    ApplicationSettings settings(String option, String value) {
        return settings(Map.of(option, value));
    }

    private ApplicationSettings settings(Map<String, String> options) {
        return new ApplicationSettings(
                "bitbucket",
                "bitbucket-cloud",
                baseUrl,
                workspace,
                email,
                token,
                tokenFile,
                null,
                callsPerHour,
                new BudgetShares(10, 40, callsAtOnce),
                Duration.ofSeconds(5),
                requestTimeout,
                maxAttempts,
                retryBudget,
                Duration.ofMillis(20),
                credentials,
                Fulfilment.AUTOMATIC,
                "administrators",
                DriftResponse.REPORT,
                null,
                options);
    }
}
