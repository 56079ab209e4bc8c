package dev.hallpass.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** The three clocks of a request as timers, each recorded once, when the state that stops it is committed. */
@Component
class RequestClocks {

    private final Timer submittedToDecided;
    private final Timer decidedToActive;
    private final Timer expiredToGone;

    RequestClocks(MeterRegistry metrics) {
        this.submittedToDecided = timer("submitted-to-decided", "How long decisions take", metrics);
        this.decidedToActive = timer("decided-to-active", "How long access takes to be there once agreed", metrics);
        this.expiredToGone = timer("expired-to-gone", "How long access takes to be gone once its end is due", metrics);
    }

    private static Timer timer(String name, String description, MeterRegistry metrics) {
        return Timer.builder("hallpass.clock." + name)
                .description(description)
                .publishPercentileHistogram()
                .register(metrics);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void onRequestMoved(RequestMoved event) {
        AccessRequest request = event.request();
        switch (event.step()) {
            case REQUEST_APPROVED, REQUEST_DENIED, REQUEST_REFUSED ->
                request.submittedToDecided().ifPresent(submittedToDecided::record);
            case REQUEST_ACTIVE -> request.decidedToActive().ifPresent(decidedToActive::record);
            case REQUEST_ENDED -> request.expiredToGone().ifPresent(expiredToGone::record);
            default -> {
                // Stops no clock.
            }
        }
    }
}
