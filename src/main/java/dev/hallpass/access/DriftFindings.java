package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.request.AccessRequests;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All permissions that were found to be changed by hand. Each finding, and how it was settled, is in the trail. */
@Component
@Transactional
public class DriftFindings {

    private static final Logger log = LoggerFactory.getLogger(DriftFindings.class);

    private final DriftRows rows;
    private final DriftSearch search;
    private final ByHandRepairs repairs;
    private final GrantRows grants;
    private final AccessRequests requests;
    private final Catalog catalog;
    private final AuditTrail audit;
    private final Clock clock;

    DriftFindings(
            DriftRows rows,
            DriftSearch search,
            ByHandRepairs repairs,
            GrantRows grants,
            AccessRequests requests,
            Catalog catalog,
            AuditTrail audit,
            Connectors connectors,
            Clock clock,
            MeterRegistry metrics) {
        this.rows = rows;
        this.search = search;
        this.repairs = repairs;
        this.grants = grants;
        this.requests = requests;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
        connectors.all().forEach(connector -> measure(connector.application(), metrics));
    }

    private void measure(String application, MeterRegistry metrics) {
        for (DriftKind kind : DriftKind.values()) {
            Gauge.builder("hallpass.drift.open", rows, stored -> stored.countOpen(application, kind))
                    .description("Permissions changed by hand that nobody has settled; above zero somebody should look")
                    .tag("application", application)
                    .tag("kind", kind.name())
                    .register(metrics);
        }
    }

    /**
     * Keeps a finding, in the transaction of what found it. Seen again, the open one is brought up to date.
     *
     * @return the id of the finding
     */
    UUID found(DriftFinding.Seen seen) {
        String application = catalog.require(seen.resource()).application();
        UUID id = TimeOrderedIds.next();
        boolean fresh = rows.insert(id, seen, application, clock.instant());
        if (!fresh) {
            id = rows.open(seen.resource(), seen.holder(), seen.account()).stream()
                    .filter(open -> open.kind() == seen.kind())
                    .findFirst()
                    .orElseThrow()
                    .id();
            fresh = rows.update(id, seen);
        }
        if (fresh) {
            DriftFinding finding = rows.find(id).orElseThrow();
            audit.record(told(finding, AuditEventType.DRIFT_FOUND, AccessRequests.SYSTEM));
            log.atWarn()
                    .addKeyValue("alert", "drift")
                    .addKeyValue("finding", id)
                    .addKeyValue("application", application)
                    .addKeyValue("resource", finding.resource())
                    .addKeyValue("account", finding.account())
                    .log(
                            "Changed by hand: {} where {} should be; the answer is to {}",
                            shown(finding.found()),
                            shown(finding.expected()),
                            finding.response());
        }
        return id;
    }

    /** Settles everything that is open about a pair; does nothing where there is nothing. */
    void settled(Pair pair, DriftResolution resolution, String by) {
        settled(pair, Set.of(DriftKind.values()), resolution, by);
    }

    /** Settles what is open of these kinds about a pair; does nothing where there is nothing. */
    void settled(Pair pair, Set<DriftKind> kinds, DriftResolution resolution, String by) {
        open(pair).stream()
                .filter(open -> kinds.contains(open.kind()))
                .forEach(open -> settled(open, resolution, by, null));
    }

    /** Settles one finding; does nothing if it is settled already. What was ordered is told of who ordered it. */
    void settled(DriftFinding finding, DriftResolution resolution, String by, @Nullable String comment) {
        String orderedBy = finding.orderedBy();
        String actor = by;
        @Nullable String said = comment;
        if (orderedBy != null && finding.ordered() == resolution) {
            actor = orderedBy;
            said = comment == null ? finding.comment() : comment;
        }
        if (rows.resolve(finding.id(), resolution, actor, said, clock.instant())) {
            boolean done = resolution == DriftResolution.RESTORED || resolution == DriftResolution.REVOKED;
            repairs.over(finding.resource(), finding.account(), done ? ByHandState.CONFIRMED : ByHandState.WITHDRAWN);
            AuditEvent event =
                    told(finding, AuditEventType.DRIFT_RESOLVED, actor).with("resolution", resolution.name());
            audit.record(said == null ? event : event.with("comment", said));
        }
    }

    /** What is open about a pair, oldest first, locked until the transaction is over. */
    List<DriftFinding> open(Pair pair) {
        return rows.open(pair.resource(), HolderKind.ACCOUNT, pair.account());
    }

    /** Findings by what they are about, newest first. */
    @Transactional(readOnly = true)
    public List<DriftFinding> search(DriftQuery query) {
        return search.find(query);
    }

    /**
     * The finding.
     *
     * @throws ProblemException of kind not found
     */
    @Transactional(readOnly = true)
    public DriftFinding require(UUID id) {
        return rows.find(id).orElseThrow(DriftFindings::unknown);
    }

    /** The same, locked until the transaction is over. */
    DriftFinding lock(UUID id) {
        return rows.lock(id).orElseThrow(DriftFindings::unknown);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("id", "There is no drift finding with this id.");
    }

    /** In the name of the request that it concerns, if that is one alone. */
    private AuditEvent told(DriftFinding finding, AuditEventType type, String actor) {
        AuditEvent event = null;
        if (finding.grants().size() == 1) {
            UUID grant = finding.grants().getFirst().value();
            event = grants.findById(grant)
                    .map(row ->
                            requests.require(row.request()).event(type, actor).ofGrant(grant))
                    .orElse(null);
        }
        if (event == null) {
            event = AuditEvent.of(type, actor)
                    .onResource(finding.resource().toString())
                    .with(
                            "grants",
                            finding.grants().stream().map(GrantId::toString).toList());
            event = finding.principal() == null
                    ? event
                    : event.forPrincipal(finding.principal().value());
        }
        return event.with("finding", finding.id().toString())
                .with("kind", finding.kind().name())
                .with("holder", finding.holder().name())
                .with("account", finding.account())
                .with("expected", shown(finding.expected()))
                .with("found", shown(finding.found()))
                .with("response", finding.response().name());
    }

    private static String shown(@Nullable String role) {
        return role == null ? "none" : role;
    }
}
