package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.connector.Connectors;
import dev.hallpass.request.AccessRequests;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What only a person can find out. A group is known by its name, so one that was renamed looks like one that was
 * deleted, and its members are still in it: somebody has to look. Nothing can be read back, so their report settles it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ByHandChecks {

    private static final Logger log = LoggerFactory.getLogger(ByHandChecks.class);

    private final ByHandRows rows;
    private final ByHandOrders orders;
    private final Connectors connectors;
    private final AuditTrail audit;
    private final Clock clock;

    ByHandChecks(ByHandRows rows, ByHandOrders orders, Connectors connectors, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.orders = orders;
        this.connectors = connectors;
        this.audit = audit;
        this.clock = clock;
    }

    /** Asks somebody to look whether the holder of a grant that is over is in a group that may have been renamed. */
    public void lookForRenamed(Resource group, Grant grant) {
        Pair pair = new Pair(grant.principal(), grant.resource(), grant.account());
        ByHandOrder order = new ByHandOrder(
                pair.principal(),
                pair.resource(),
                pair.account(),
                null,
                ByHandInstruction.lookForRenamed(pair, group),
                connectors.rules(group.application()).fulfillers());
        UUID id = TimeOrderedIds.next();
        rows.insert(id, grant.request(), ByHandPurpose.CHECK, order, clock.instant());
        audit.record(orders.event(orders.require(id), AuditEventType.BY_HAND_ASKED, AccessRequests.SYSTEM)
                .with("instruction", order.instruction())
                .with("fulfillers", order.fulfillers()));
        log.atWarn()
                .addKeyValue("alert", "by-hand")
                .addKeyValue("order", id)
                .addKeyValue("resource", order.resource())
                .addKeyValue("account", order.account())
                .log("Somebody of {} has to look: {}", order.fulfillers(), order.instruction());
    }

    /** Somebody has looked. */
    public void reported(BookedOrder order) {
        rows.close(order.id(), ByHandState.CONFIRMED, clock.instant());
    }
}
