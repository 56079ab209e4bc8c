package dev.hallpass.connector.http;

import dev.hallpass.connector.CredentialStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A credential of the pool and how it stands: its user's calls, and whether the application accepts it. */
final class PooledCredential {

    /** How long a refused credential is left alone, unless its secret changes or there is no other. */
    static final Duration OUT_OF_USE = Duration.ofMinutes(5);

    private final Credential credential;
    private final Allowance allowance;
    private final Clock clock;
    private final MissingRights missing;
    private @Nullable Instant refusedAt;
    private int refusedSecret;

    PooledCredential(Credential credential, Allowance allowance, Clock clock) {
        this.credential = credential;
        this.allowance = allowance;
        this.clock = clock;
        this.missing = new MissingRights(clock);
    }

    Credential credential() {
        return credential;
    }

    Allowance allowance() {
        return allowance;
    }

    /** Takes it out of use for a while; returns whether it was accepted until now. */
    synchronized boolean refused() {
        boolean news = refusedAt == null;
        refusedAt = clock.instant();
        refusedSecret = secret();
        return news;
    }

    /** Puts it back to use; returns whether it was refused until now. */
    synchronized boolean accepted() {
        boolean news = refusedAt != null;
        refusedAt = null;
        return news;
    }

    synchronized @Nullable Instant refusedAt() {
        return refusedAt;
    }

    /** It is accepted, but may not do this; returns whether that is news. */
    boolean lacksRight(String operation) {
        return missing.lacks(operation, secret());
    }

    /** It may do this. */
    void hasRight(String operation) {
        missing.has(operation);
    }

    /** Whether it was told lately that it may not do this. */
    boolean isLackingRight(String operation) {
        return missing.lacking(operation, secret());
    }

    /** Accepted as far as we know, or to be tried again. */
    synchronized boolean usable() {
        if (refusedAt == null) {
            return true;
        }
        Duration passed = Duration.between(refusedAt, clock.instant());
        return passed.isNegative() || passed.compareTo(OUT_OF_USE) >= 0 || secret() != refusedSecret;
    }

    /** Tells whether the secret in a file has been replaced. */
    private int secret() {
        try {
            return credential.authorization().hashCode();
        } catch (RuntimeException e) {
            return 0;
        }
    }

    CredentialStatus status() {
        RateBudget budget = allowance.budget();
        return new CredentialStatus(
                credential.name(),
                budget.callsPerHour(),
                allowance.closed().isZero() ? budget.remaining() : 0,
                credential.expiresAt(),
                refusedAt() == null);
    }

    @Override
    public String toString() {
        return credential.name();
    }
}
