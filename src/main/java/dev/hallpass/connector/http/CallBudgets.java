package dev.hallpass.connector.http;

import dev.hallpass.connector.BudgetShares;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** The budgets of all applications, and where their calls are noted. */
public final class CallBudgets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallBudgets.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final SharedCalls shared;
    private final Clock clock;
    private final List<RateBudget> budgets = new CopyOnWriteArrayList<>();

    CallBudgets(SharedCalls shared, Clock clock) {
        this.shared = shared;
        this.clock = clock;
    }

    /** Budgets that are counted in this process alone, and begin anew with it. */
    public static CallBudgets inMemory(Clock clock) {
        return new CallBudgets(new CallsInMemory(), clock);
    }

    RateBudget budget(String name, int callsPerHour, BudgetShares shares) {
        RateBudget budget = new RateBudget(name, callsPerHour, shares, shared, clock);
        budgets.add(budget);
        return budget;
    }

    /** Gives back what was claimed and not used, learns what other instances claim, and forgets what is long over. */
    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT10S")
    void keepUp() {
        budgets.forEach(RateBudget::keepUp);
        try {
            shared.forgetBefore(clock.instant().minus(KEPT).getEpochSecond() / 60);
        } catch (RuntimeException e) {
            LOG.debug("Old calls are forgotten later", e);
        }
    }

    /** Gives back what was claimed and not used. */
    @Override
    public void close() {
        budgets.forEach(RateBudget::close);
    }
}
