package dev.hallpass.access;

import org.springframework.stereotype.Component;

/** Gives up what nobody can carry out by hand: the grant fails, with what was said of it as the reason. */
@Component
public class ByHandRefusals {

    private final PairLock lock;
    private final GrantOpening opening;

    ByHandRefusals(PairLock lock, GrantOpening opening) {
        this.lock = lock;
        this.opening = opening;
    }

    /**
     * Fails the grant that the order was to bring into force, unless the application has shown it meanwhile. Under the
     * pair's lock, so that nobody who has just read it brings it into force beside this.
     */
    public Provisioned giveUp(BookedOrder order) {
        ByHandOrder asked = order.order();
        return lock.holding(
                new Pair(asked.principal(), asked.resource(), asked.account()),
                () -> opening.fail(
                        order.requireRequest(),
                        "%s says that it cannot be done by hand: %s".formatted(order.reportedBy(), order.note())));
    }
}
