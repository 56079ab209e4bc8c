package dev.hallpass.access;

import dev.hallpass.common.Backoff;
import dev.hallpass.connector.ConnectorException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at pairs that may not be as they should: somebody seems to have changed them, a grant counts again, a write may
 * still come, or one was half done. What cannot be looked at is tried less and less often, so that it does not eat up
 * the calls that others need.
 */
@Component
class PairLooks {

    private static final Logger log = LoggerFactory.getLogger(PairLooks.class);

    /** Between a failed look and the next. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** The same of what the application refuses: somebody has to do something about that. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final PairBalances balances;
    private final AccessLedger ledger;
    private final ByHandRepairs repairs;
    private final AccessSettings settings;
    private final Clock clock;

    PairLooks(PairBalances balances, AccessLedger ledger, ByHandRepairs repairs, AccessSettings settings, Clock clock) {
        this.balances = balances;
        this.ledger = ledger;
        this.repairs = repairs;
        this.settings = settings;
        this.clock = clock;
    }

    /** Which are to be looked at now, each once. */
    Set<Pair> due(int limit) {
        Instant now = clock.instant();
        Set<Pair> due = new LinkedHashSet<>(balances.due(now, limit));
        due.addAll(balances.openWithoutGrants(now.minus(settings.sweepGrace()), limit));
        return due;
    }

    /** Looks at one and does what follows; if that fails, it is due again later. */
    void look(Pair pair) {
        balances.lookAt(pair, clock.instant().plus(PAUSE));
        try {
            ledger.check(pair).ifPresent(looked -> repairs.follow(pair, looked));
            balances.looked(pair);
        } catch (NoPlaceException notYet) {
            balances.rest(pair, clock.instant().plus(PAUSE));
            log.atInfo().addKeyValue("pair", pair).log("A permission is looked at later: {}", notYet.getMessage());
        } catch (RuntimeException e) {
            balances.lookFailed(pair, clock.instant().plus(pause(balances.failedLooks(pair), e)));
            log.atWarn().addKeyValue("pair", pair).log("A permission cannot be looked at now: {}", e.getMessage());
        }
    }

    private Duration pause(int failures, RuntimeException error) {
        boolean refused = error instanceof ConnectorException answered && !answered.retryable();
        Duration longest = refused ? LONGEST_PAUSE : settings.longestRetry();
        Duration own = Backoff.after(failures, PAUSE, longest, ThreadLocalRandom.current());
        return own.compareTo(PAUSE) < 0 ? PAUSE : own;
    }
}
