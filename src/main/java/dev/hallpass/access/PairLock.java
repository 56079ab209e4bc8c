package dev.hallpass.access;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One change of a pair at a time, over all instances of Hallpass: a PostgreSQL advisory lock that goes with its
 * transaction, so a process that dies leaves none behind. Work inside uses transactions of its own.
 */
@Component
class PairLock {

    /** By which this transaction is known: the only one in which applications are called. */
    static final String TRANSACTION = "dev.hallpass.access.PairLock";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcClient jdbc;
    private final TransactionTemplate holding;
    private final AccessSettings settings;
    private final WorkPlaces places;

    PairLock(JdbcClient jdbc, PlatformTransactionManager transactions, AccessSettings settings) {
        this.jdbc = jdbc;
        this.holding = new TransactionTemplate(transactions);
        holding.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        holding.setName(TRANSACTION);
        this.settings = settings;
        // Whoever holds a lock needs a second connection; without a bound, holders could starve each other of it.
        this.places = new WorkPlaces(settings.parallelism(), settings.applicationParallelism());
    }

    /**
     * Runs work that calls no application while nobody else works on the pair.
     *
     * @throws NoPlaceException if its turn does not come
     * @throws AccessDelayedException if another change of the pair takes too long
     */
    <T extends @Nullable Object> T holding(Pair pair, Supplier<T> work) {
        return holding(pair, Turn.SHORT, work);
    }

    /**
     * Runs the work when its turn has come and while nobody else works on the pair.
     *
     * @throws NoPlaceException if its turn does not come
     * @throws AccessDelayedException if another change of the pair takes too long
     */
    <T extends @Nullable Object> T holding(Pair pair, Turn turn, Supplier<T> work) {
        takePlace(turn);
        try {
            return holding.execute(status -> {
                lock(pair);
                return work.get();
            });
        } finally {
            places.leave(turn);
        }
    }

    private void takePlace(Turn turn) {
        try {
            if (!places.take(turn, settings.lockTimeout())) {
                throw new NoPlaceException(
                        settings.firstRetry(), new IllegalStateException("no place within " + settings.lockTimeout()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoPlaceException(settings.firstRetry(), e);
        }
    }

    private void lock(Pair pair) {
        try {
            jdbc.sql("select set_config('lock_timeout', ?, true), pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .params(settings.lockTimeout().toMillis() + "ms", pair.lockName())
                    .query()
                    .singleRow();
        } catch (DataAccessException e) {
            if (!isTimeout(e)) {
                throw e;
            }
            throw new AccessDelayedException(
                    "Another change of the same pair is still under way", settings.firstRetry(), e);
        }
    }

    /** Spring has no exception of its own for PostgreSQL's "lock not available". */
    private static boolean isTimeout(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }
}
