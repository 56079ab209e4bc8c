package dev.hallpass.access;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Tells of writes of ours that got no answer and took effect later than what was written after them. */
@Component
class LateWrites {

    private static final Logger log = LoggerFactory.getLogger(LateWrites.class);

    private final GrantRows grants;
    private final LedgerEvents events;
    private final AuditTrail audit;
    private final Counter landed;

    LateWrites(GrantRows grants, LedgerEvents events, AuditTrail audit, MeterRegistry metrics) {
        this.grants = grants;
        this.events = events;
        this.audit = audit;
        this.landed = Counter.builder("hallpass.ledger.late.writes")
                .description("Writes that had got no answer and were found to have taken effect after later ones")
                .register(metrics);
    }

    /**
     * One was found; it is about to be put right.
     *
     * @return for the sake of which grant that is over, where none is at work on the pair
     */
    List<UUID> landed(
            Pair pair, Resource resource, List<GrantEntity> live, PairBalance known, @Nullable String observed) {
        List<GrantEntity> over = live.isEmpty()
                ? grants.ended(pair.principal().value(), pair.resource().value(), pair.account(), Limit.of(1))
                : List.of();
        audit.record(events.of(pair, live.isEmpty() ? over : live, AuditEventType.LATE_WRITE_FOUND)
                .with("expected", LedgerEvents.shown(known.confirmed()))
                .with("found", LedgerEvents.shown(observed)));
        landed.increment();
        log.atWarn()
                .addKeyValue("alert", "late-write")
                .addKeyValue("principal", pair.principal().value())
                .addKeyValue("resource", resource.path())
                .log(
                        "A write that had got no answer took effect late: {} stands where {} was read back",
                        LedgerEvents.shown(observed),
                        LedgerEvents.shown(known.confirmed()));
        return over.stream().map(GrantEntity::id).toList();
    }
}
