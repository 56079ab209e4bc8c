package dev.hallpass;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets every call of an application fail that is made with a database transaction open, because whoever waits for an
 * application then keeps a connection from all others. Only who holds the lock of a pair may, for whom connections are
 * set aside.
 */
final class CallsOutsideTransactions implements ObservationHandler<Observation.Context> {

    private static final Logger log = LoggerFactory.getLogger(CallsOutsideTransactions.class);
    private static final String PAIR_LOCK = "dev.hallpass.access.PairLock";

    @Override
    public boolean supportsContext(Observation.Context context) {
        return "hallpass.connector.call".equals(context.getName());
    }

    @Override
    public void onStart(Observation.Context context) {
        if (TransactionSynchronizationManager.isActualTransactionActive()
                && !PAIR_LOCK.equals(TransactionSynchronizationManager.getCurrentTransactionName())) {
            IllegalStateException problem = new IllegalStateException("%s is called in transaction %s"
                    .formatted(
                            context.getContextualName(),
                            TransactionSynchronizationManager.getCurrentTransactionName()));
            log.atError().setCause(problem).log("An application is called with a transaction open");
            throw problem;
        }
    }
}
