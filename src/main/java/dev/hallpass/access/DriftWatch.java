package dev.hallpass.access;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.CatalogReading;
import dev.hallpass.catalog.PermissionDifference;
import dev.hallpass.catalog.PermissionsRead;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.catalog.ResourceVanished;
import dev.hallpass.catalog.WatchedReadings;
import dev.hallpass.catalog.WatchedResources;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.RequestMoved;
import dev.hallpass.request.RequestState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for permissions that were changed by hand in what the catalog reads. Where grants are at work the reading is a
 * hint only, upon which the ledger looks itself; elsewhere it is a finding.
 */
@Component
class DriftWatch implements WatchedResources {

    private static final Logger log = LoggerFactory.getLogger(DriftWatch.class);

    private final ObservedPairs pairs;
    private final DriftObservations observations;
    private final AccessLedger ledger;
    private final DriftSettings settings;
    private final Catalog catalog;
    private final CatalogReading reading;
    private final WatchedReadings watched;
    private final Connectors connectors;
    private final Principals principals;
    private final TransactionTemplate transaction;
    private final Set<Pair> suspects = ConcurrentHashMap.newKeySet();

    DriftWatch(
            ObservedPairs pairs,
            DriftObservations observations,
            AccessLedger ledger,
            DriftSettings settings,
            Catalog catalog,
            CatalogReading reading,
            WatchedReadings watched,
            Connectors connectors,
            Principals principals,
            PlatformTransactionManager transactions) {
        this.pairs = pairs;
        this.observations = observations;
        this.ledger = ledger;
        this.settings = settings;
        this.catalog = catalog;
        this.reading = reading;
        this.watched = watched;
        this.connectors = connectors;
        this.principals = principals;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Compares what was read with the ledger, and with the reading before. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void compare(PermissionsRead read) {
        Resource resource = catalog.require(read.resource());
        Set<String> explained = new HashSet<>();
        // What was changed a moment before the reading may have been read as it was before.
        for (ObservedPairs.Differing pair :
                pairs.differing(read.resource(), read.at().minus(settings.driftConfirmation()))) {
            if (pair.open()) {
                suspects.add(pair.pair());
            } else if (!read.first()) {
                observations.changedAfterItsGrants(resource, pair, read.doubted());
                explained.add(pair.pair().account());
            }
        }
        if (!read.first()) {
            standing(resource, read, explained);
        }
    }

    private void standing(Resource resource, PermissionsRead read, Set<String> explained) {
        List<PermissionDifference> differences = read.differences();
        List<String> accounts = differences.stream()
                .filter(each -> each.kind() == HolderKind.ACCOUNT)
                .map(PermissionDifference::holder)
                .toList();
        Set<String> known = pairs.known(resource.id(), accounts);
        Map<String, Principal> people = principals.ofAccounts(resource.application(), accounts);
        for (PermissionDifference each : differences) {
            boolean ofLedger = each.kind() == HolderKind.ACCOUNT
                    && (known.contains(each.holder()) || explained.contains(each.holder()));
            if (!ofLedger) {
                Principal person = each.kind() == HolderKind.ACCOUNT ? people.get(each.holder()) : null;
                observations.changed(resource, each, person == null ? null : person.id(), read.doubted());
            }
        }
    }

    /** Nothing of a resource that is gone needs to be put right. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(ResourceVanished gone) {
        observations.gone(gone.resource());
    }

    /** What was changed on a project or in a group changes what its repositories and members have. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void readAfterOwnWrite(RequestMoved moved) {
        RequestState state = moved.request().state();
        boolean written = (state == RequestState.ACTIVE || state == RequestState.ENDED)
                && !moved.request().isExtension();
        if (written
                && catalog.find(moved.request().resource())
                        .filter(resource -> resource.kind() != ResourceKind.REPOSITORY)
                        .isPresent()) {
            reading.readAgainSoon(moved.request().resource());
        }
    }

    /** Lets the ledger look itself at what was read otherwise than it knows. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void checkSuspects() {
        List<Pair> due = List.copyOf(suspects);
        if (due.isEmpty()) {
            return;
        }
        due.forEach(suspects::remove);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(pair -> workers.execute(() -> check(pair)));
        }
    }

    /** What fails is compared again at the next reading. */
    private void check(Pair pair) {
        try {
            ledger.check(pair);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("pair", pair)
                    .log(
                            "A permission that differs cannot be looked at now; the next reading tells again: {}",
                            e.getMessage());
        }
    }

    /** Has the permissions of all resources with grants read, as far as the rate budget allows. */
    @Scheduled(
            initialDelayString = "${hallpass.access.drift-interval:PT15M}",
            fixedDelayString = "${hallpass.access.drift-interval:PT15M}")
    void readAll() {
        connectors
                .all()
                .forEach(connector -> transaction.executeWithoutResult(
                        status -> watched.wantAgain(connector, of(connector.application()), Duration.ZERO)));
    }

    @Override
    public Collection<ResourceId> of(String application) {
        return pairs.withGrants(application);
    }
}
