package dev.hallpass.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.TestDatabase;
import dev.hallpass.connector.BudgetShares;
import dev.hallpass.connector.Urgency;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Several instances over one database. */
class SharedBudgetTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void twoInstancesAtOnceStayWithinOneBudget() throws Exception {
        RateBudget one = instance(200);
        RateBudget other = instance(200);

        List<Callable<Integer>> takers = Stream.of(one, other, one, other)
                .<Callable<Integer>>map(budget -> () -> takeAll(budget, Urgency.REVOCATION))
                .toList();
        int made = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : threads.invokeAll(takers)) {
                made += each.get();
            }
        }

        assertThat(made).isEqualTo(200);
        assertThat(noted()).isEqualTo(200);
    }

    @Test
    void whatWasCalledBeforeARestartCounts() {
        RateBudget before = instance(800);
        for (int call = 0; call < 300; call++) {
            assertThat(before.take(Urgency.BACKGROUND)).isEmpty();
        }

        RateBudget after = instance(800);

        // What the killed instance had claimed and not used is one block of 16 at most.
        assertThat(takeAll(after, Urgency.REVOCATION)).isBetween(484, 500);
        clock.advance(Duration.ofMinutes(61));
        assertThat(takeAll(after, Urgency.REVOCATION)).isEqualTo(800);
    }

    @Test
    void oneClaimServesManyCalls() {
        AtomicInteger claims = new AtomicInteger();
        SharedCalls counted = counting(calls(), claims);
        RateBudget budget = new RateBudget("application", 800, BudgetShares.USUAL, counted, clock);

        for (int call = 0; call < 400; call++) {
            assertThat(budget.take(Urgency.REVOCATION)).isEmpty();
        }

        assertThat(claims).hasValueLessThan(40);
        assertThat(noted()).isBetween(400L, 416L);
    }

    private static SharedCalls counting(SharedCalls calls, AtomicInteger claims) {
        return new SharedCalls() {
            @Override
            public Claimed claim(String budget, Map<Long, Integer> changes, long minute, int wanted, int limit) {
                claims.incrementAndGet();
                return calls.claim(budget, changes, minute, wanted, limit);
            }

            @Override
            public void forgetBefore(long minute) {
                calls.forgetBefore(minute);
            }
        };
    }

    @Test
    void aClaimThatTookLongAndFailedIsNotMadeAnewAtOnce() {
        AtomicInteger claims = new AtomicInteger();
        SharedCalls slow = new SharedCalls() {
            @Override
            public Claimed claim(String budget, Map<Long, Integer> changes, long minute, int wanted, int limit) {
                claims.incrementAndGet();
                clock.advance(Duration.ofSeconds(10));
                throw new IllegalStateException("No connection was free for 10 seconds");
            }

            @Override
            public void forgetBefore(long minute) {
                calls().forgetBefore(minute);
            }
        };
        RateBudget budget = new RateBudget("application", 800, BudgetShares.USUAL, slow, clock);
        budget.take(Urgency.REVOCATION);

        assertThat(budget.take(Urgency.REVOCATION)).as("revocations are made").isEmpty();
        assertThat(budget.take(Urgency.GRANT)).as("others wait").isPresent();

        assertThat(claims).hasValue(1);
    }

    @Test
    void theSharesHoldOverAllInstances() {
        assertThat(takeAll(instance(100), Urgency.BACKGROUND)).isEqualTo(60);
        assertThat(instance(100).take(Urgency.BACKGROUND)).isPresent();
        assertThat(takeAll(instance(100), Urgency.GRANT)).isEqualTo(30);
        assertThat(instance(100).take(Urgency.GRANT)).isPresent();
        assertThat(takeAll(instance(100), Urgency.REVOCATION)).isEqualTo(10);
        assertThat(instance(100).take(Urgency.REVOCATION)).isPresent();
    }

    @Test
    void whatWasNotUsedIsGivenBackWhenItsMinuteIsOver() {
        RateBudget budget = instance(800);
        for (int call = 0; call < 20; call++) {
            budget.take(Urgency.REVOCATION);
        }
        assertThat(noted()).isGreaterThan(20);

        clock.advance(Duration.ofMinutes(1));
        budget.keepUp();

        assertThat(noted()).isEqualTo(20);
        assertThat(instance(800).remaining()).as("before it has looked").isEqualTo(800);
        RateBudget other = instance(800);
        other.keepUp();
        assertThat(other.remaining()).isEqualTo(780);
    }

    @Test
    void anInstanceThatEndsGivesBackWhatItHasLeft() {
        RateBudget budget = instance(800);
        for (int call = 0; call < 20; call++) {
            budget.take(Urgency.REVOCATION);
        }

        budget.close();

        assertThat(noted()).isEqualTo(20);
    }

    @Test
    void withoutADatabaseOnlyRevocationsGoOnAndAreNotedLater() {
        RateBudget budget = instance(10);
        rename("connector_call", "away");

        assertThat(budget.take(Urgency.BACKGROUND)).hasValue(Duration.ofSeconds(5));
        assertThat(budget.take(Urgency.GRANT)).hasValue(Duration.ofSeconds(5));
        for (int call = 0; call < 10; call++) {
            assertThat(budget.take(Urgency.REVOCATION)).isEmpty();
        }
        assertThat(budget.take(Urgency.REVOCATION)).isPresent();

        rename("away", "connector_call");
        clock.advance(Duration.ofSeconds(5));
        budget.keepUp();
        assertThat(noted()).isEqualTo(10);
        assertThat(instance(10).take(Urgency.REVOCATION)).isPresent();
    }

    @Test
    void aClaimDoesNotWaitForSomebodyWhoHangs() throws SQLException {
        RateBudget budget = instance(10);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('hallpass.connector.calls application', 0))");

            assertThat(budget.take(Urgency.GRANT)).isPresent();
            assertThat(budget.take(Urgency.REVOCATION)).isEmpty();

            statement.execute("select pg_advisory_unlock_all()");
        }
    }

    @Test
    void whatAClockFarAheadHasNotedIsCountedForAnHour() {
        SettableClock ahead = new SettableClock(clock.instant().plus(Duration.ofDays(3)));
        takeAll(new RateBudget("application", 10, BudgetShares.USUAL, calls(), ahead), Urgency.REVOCATION);

        RateBudget budget = instance(10);

        assertThat(budget.take(Urgency.REVOCATION)).isPresent();
        clock.advance(Duration.ofMinutes(61));
        assertThat(budget.take(Urgency.REVOCATION)).isEmpty();
    }

    @Test
    void oldMinutesAreDeleted() {
        RateBudget budget = instance(800);
        for (int minute = 0; minute < 130; minute++) {
            budget.take(Urgency.BACKGROUND);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(jdbc.sql("select count(*) from connector_call")
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(61);
        clock.advance(Duration.ofDays(2));
        new CallBudgets(calls(), clock).keepUp();
        assertThat(noted()).isZero();
    }

    private RateBudget instance(int callsPerHour) {
        return new RateBudget("application", callsPerHour, BudgetShares.USUAL, calls(), clock);
    }

    private SharedCalls calls() {
        return new CallsInDatabase(jdbc, new JdbcTransactionManager(database.dataSource()));
    }

    private long noted() {
        return jdbc.sql("select coalesce(sum(calls), 0) from connector_call")
                .query(Long.class)
                .single();
    }

    private void rename(String from, String to) {
        jdbc.sql("alter table " + from + " rename to " + to).update();
    }

    private static int takeAll(RateBudget budget, Urgency urgency) {
        int taken = 0;
        while (budget.take(urgency).isEmpty()) {
            taken++;
        }
        return taken;
    }
}
