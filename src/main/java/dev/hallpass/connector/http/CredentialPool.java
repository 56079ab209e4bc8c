package dev.hallpass.connector.http;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All credentials of an application. Each call is made with the one that has most calls left. */
final class CredentialPool {

    private static final Duration LONGEST_FORECAST = Duration.ofDays(365);

    private final List<PooledCredential> credentials;
    private final ExpiryAlarm alarm;

    @SuppressWarnings("ThreadLocalUsage") // of each pool its own
    private final ThreadLocal<@Nullable ReservedCalls> reserved = new ThreadLocal<>();

    /** What {@link #choose} found. */
    sealed interface Choice permits Chosen, NoneFree {}

    /** This one, and a call of its budget has been taken. */
    record Chosen(PooledCredential credential) implements Choice {}

    /**
     * No call may be made now.
     *
     * @param untilFree how long it takes
     * @param closed the allowance that the application has closed and that opens first; null where our own budget ends
     */
    record NoneFree(Duration untilFree, @Nullable Allowance closed) implements Choice {}

    private CredentialPool(List<PooledCredential> credentials, ExpiryAlarm alarm) {
        this.credentials = credentials;
        this.alarm = alarm;
    }

    static CredentialPool of(
            ApplicationSettings settings,
            List<Credential> credentials,
            RetryPolicy retries,
            CallBudgets budgets,
            Clock clock) {
        Map<String, Integer> calls = new HashMap<>();
        credentials.forEach(each -> calls.merge(user(each), each.callsPerHour(), Math::min));
        Map<String, Allowance> allowances = new HashMap<>();
        List<PooledCredential> pooled = new ArrayList<>();
        for (Credential each : credentials) {
            String user = user(each);
            int callsPerHour = calls.getOrDefault(user, each.callsPerHour());
            Allowance allowance = allowances.computeIfAbsent(
                    user,
                    whose -> new Allowance(
                            budgets.budget(settings.name() + ", " + whose, callsPerHour, settings.budget()),
                            retries,
                            clock));
            pooled.add(new PooledCredential(each, allowance, clock));
        }
        return new CredentialPool(List.copyOf(pooled), new ExpiryAlarm(settings.name(), clock));
    }

    /** Applications count the calls by user; a token that names nobody is taken for a user of its own. */
    private static String user(Credential credential) {
        return credential
                .user()
                .map(name -> "user " + name.toLowerCase(Locale.ROOT))
                .orElse("token " + credential.name());
    }

    List<PooledCredential> all() {
        return credentials;
    }

    /**
     * Chooses a credential and takes a call of its budget.
     *
     * @param operation what it is for: one that lacks the right to it is taken only where all others were refused
     * @param refused what was refused for this very call
     * @return empty if all were refused for this call
     */
    Optional<Choice> choose(String operation, Urgency urgency, Set<PooledCredential> refused) {
        credentials.forEach(each -> alarm.look(each.credential()));
        List<PooledCredential> candidates = entitled(operation, candidates(refused));
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        ReservedCalls own = reserved.get();
        for (PooledCredential each : candidates) {
            Allowance allowance = each.allowance();
            if (own != null && allowance.closed().isZero() && own.use(allowance)) {
                return Optional.of(new Chosen(each));
            }
        }
        NoneFree soonest = null;
        for (PooledCredential each : mostLeftFirst(candidates, urgency)) {
            Allowance allowance = each.allowance();
            Duration closed = allowance.closed();
            Optional<Duration> untilFree = closed.isZero() ? allowance.budget().take(urgency) : Optional.of(closed);
            if (untilFree.isEmpty()) {
                return Optional.of(new Chosen(each));
            }
            if (soonest == null || untilFree.get().compareTo(soonest.untilFree()) < 0) {
                soonest = new NoneFree(untilFree.get(), closed.isZero() ? null : allowance);
            }
        }
        return Optional.ofNullable(soonest);
    }

    /** What {@link #reserve} did: null for the time if it succeeded. */
    record Reserved(CallReservation calls, @Nullable Duration untilFree) {}

    /**
     * Reserves calls of one user for what this thread calls next, until they are closed. Where the application wants no
     * calls, nothing is reserved: that it has to be waited for is found out by the call.
     */
    Reserved reserve(int calls, Urgency urgency) {
        if (reserved.get() != null) {
            return new Reserved(CallReservation.NONE, null);
        }
        Duration soonest = null;
        for (PooledCredential each : mostLeftFirst(candidates(Set.of()), urgency)) {
            Allowance allowance = each.allowance();
            if (!allowance.closed().isZero()) {
                continue;
            }
            RateBudget.Taken taken = allowance.budget().take(calls, urgency);
            Duration untilFree = taken.untilFree();
            if (untilFree == null) {
                ReservedCalls own = new ReservedCalls(allowance, taken.calls(), taken.minute(), reserved::remove);
                reserved.set(own);
                return new Reserved(own, null);
            }
            soonest = soonest == null || untilFree.compareTo(soonest) < 0 ? untilFree : soonest;
        }
        return new Reserved(CallReservation.NONE, soonest);
    }

    /**
     * Those in use. Where none is, the one that was refused longest ago is tried all the same: access must be taken
     * away as soon as the application accepts us again.
     */
    private List<PooledCredential> candidates(Set<PooledCredential> refused) {
        List<PooledCredential> usable = credentials.stream()
                .filter(each -> !refused.contains(each))
                .filter(PooledCredential::usable)
                .toList();
        if (!usable.isEmpty() || !refused.isEmpty()) {
            return usable;
        }
        return credentials.stream()
                .min(Comparator.comparing(
                        PooledCredential::refusedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                .map(List::of)
                .orElse(List.of());
    }

    private static List<PooledCredential> entitled(String operation, List<PooledCredential> candidates) {
        if (candidates.size() < 2) {
            return candidates;
        }
        List<PooledCredential> entitled = candidates.stream()
                .filter(each -> !each.isLackingRight(operation))
                .toList();
        return entitled.isEmpty() ? candidates : entitled;
    }

    private static List<PooledCredential> mostLeftFirst(List<PooledCredential> candidates, Urgency urgency) {
        if (candidates.size() == 1) {
            return candidates;
        }
        Map<PooledCredential, Integer> left = new HashMap<>();
        candidates.forEach(each -> left.put(each, each.allowance().budget().remaining(urgency)));
        return candidates.stream()
                .sorted(Comparator.comparing(
                        (PooledCredential each) -> left.getOrDefault(each, 0), Comparator.reverseOrder()))
                .toList();
    }

    int remaining() {
        return allowances(credentials).stream()
                .mapToInt(each -> each.budget().remaining())
                .sum();
    }

    List<CredentialStatus> statuses() {
        return credentials.stream().map(PooledCredential::status).toList();
    }

    /** How long it takes until so many calls have become free, to the second; a year at most. */
    Duration timeFor(int calls, Urgency urgency) {
        List<PooledCredential> usable =
                credentials.stream().filter(PooledCredential::usable).toList();
        Collection<Allowance> allowances = allowances(usable.isEmpty() ? credentials : usable);
        long tooShort = -1;
        long enough = LONGEST_FORECAST.toSeconds();
        while (enough - tooShort > 1) {
            long middle = (tooShort + enough) / 2;
            Duration time = Duration.ofSeconds(middle);
            long free = allowances.stream()
                    .mapToLong(each -> each.freeWithin(time, urgency))
                    .sum();
            if (free >= calls) {
                enough = middle;
            } else {
                tooShort = middle;
            }
        }
        return Duration.ofSeconds(enough);
    }

    private static Set<Allowance> allowances(List<PooledCredential> of) {
        Set<Allowance> distinct = new LinkedHashSet<>();
        of.forEach(each -> distinct.add(each.allowance()));
        return distinct;
    }
}
