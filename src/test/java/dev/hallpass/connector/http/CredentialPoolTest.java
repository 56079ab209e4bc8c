package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.CredentialSettings;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.Fulfilment;
import dev.hallpass.connector.Urgency;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialPoolTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final CredentialPool pool = pool();

    @Test
    void severalUsersShareTheLoad() {
        List<String> names = List.of(chosen(), chosen(), chosen(), chosen());

        assertThat(names).containsOnly("one", "two");
        assertThat(pool.statuses()).extracting(CredentialStatus::callsLeft).containsExactly(8, 8);
    }

    @Test
    void aRefusedCredentialIsLeftAloneAndReported() {
        pool.all().getFirst().refused();

        assertThat(List.of(chosen(), chosen(), chosen())).containsOnly("two");
        assertThat(pool.statuses()).extracting(CredentialStatus::accepted).containsExactly(false, true);
        clock.advance(PooledCredential.OUT_OF_USE);
        assertThat(chosen()).isEqualTo("one");
    }

    @Test
    void aLimitedCredentialIsClosedUntilItsTimeIsOver() {
        pool.all().getFirst().allowance().limited(Optional.of(Duration.ofMinutes(5)));

        assertThat(List.of(chosen(), chosen())).containsOnly("two");
        clock.advance(Duration.ofMinutes(6));
        assertThat(chosen()).isEqualTo("one");
    }

    @Test
    void whatIsLeftForTheMoreUrgentIsNotForecastForTheOthers() {
        assertThat(pool.timeFor(12, Urgency.BACKGROUND)).isZero();
        assertThat(pool.timeFor(13, Urgency.BACKGROUND)).isPositive();
        assertThat(pool.timeFor(20, Urgency.REVOCATION)).isZero();
    }

    private String chosen() {
        CredentialPool.Choice choice =
                pool.choose("read", Urgency.REVOCATION, Set.of()).orElseThrow();
        return ((CredentialPool.Chosen) choice).credential().toString();
    }

    private CredentialPool pool() {
        ApplicationSettings settings = new ApplicationSettings(
                "bitbucket",
                "bitbucket-cloud",
                URI.create("https://api.example/2.0"),
                "acme",
                null,
                null,
                null,
                null,
                10,
                BudgetShares.USUAL,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                4,
                Duration.ofSeconds(1),
                Duration.ofMillis(20),
                List.of(credential("one"), credential("two")),
                Fulfilment.AUTOMATIC,
                "administrators",
                DriftResponse.REPORT,
                null,
                Map.of());
        RetryPolicy retries = new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofMillis(20));
        return CredentialPool.of(settings, Credential.allOf(settings), retries, CallBudgets.inMemory(clock), clock);
    }

    private static CredentialSettings credential(String name) {
        return new CredentialSettings(name, name + "@acme.example", "secret-" + name, null, null, null);
    }
}
