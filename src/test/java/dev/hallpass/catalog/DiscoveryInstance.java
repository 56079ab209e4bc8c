package dev.hallpass.catalog;

import dev.hallpass.DomainContext;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.connector.Connectors;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What one process has in memory for reading one application that a test fills. */
final class DiscoveryInstance {

    final Connectors connectors;
    final DiscoveryStates states;
    final Catalog catalog;
    final Discoveries discoveries;
    final CatalogDiscovery discovery;
    final DiscoverySteps steps;
    final ObservedAccess access;
    final ProgressReport report;
    private final DiscoveryStates reading;

    DiscoveryInstance(DomainContext context, FakeApplication application, List<Object> published) {
        JdbcClient jdbc = context.jdbc();
        connectors = new Connectors(List.of(application), Map.of());
        states = new DiscoveryStates(jdbc, context.clock());
        catalog = new Catalog(jdbc);
        report = new ProgressReport(states, jdbc, context.clock());
        access = new ObservedAccess(
                catalog, new ObservedRows(jdbc), new ReachedResources(jdbc), new ObservedAccounts(jdbc), connectors);
        CatalogSettings settings = new CatalogSettings(
                null,
                Duration.ofMinutes(15),
                Sensitivity.INTERNAL,
                Duration.ofSeconds(20),
                Duration.ofDays(1),
                Duration.ofHours(1));
        var transactions = context.bean(PlatformTransactionManager.class);
        AuditTrail audit = context.bean(AuditTrail.class);
        JdbcClient inside = context.bean(JdbcClient.class);
        ApplicationEventPublisher events = published::add;
        DiscoveryStates inTransaction = new DiscoveryStates(inside, context.clock());
        DiscoveryMetrics metrics = new DiscoveryMetrics(context.bean(MeterRegistry.class));
        DiscoveryPauses pauses = new DiscoveryPauses(context.clock(), metrics);
        FoundResources resources = new FoundResources(settings, new InbornRoles(inside), inside, audit, events);
        ReadingOrder order = new ReadingOrder(
                inside, settings, new StaticListableBeanFactory().getBeanProvider(WatchedResources.class));
        ListSteps lists = new ListSteps(
                inTransaction,
                resources,
                new FoundAccounts(inside),
                new PresenceSteps(inTransaction, resources, metrics, transactions, context.clock()),
                pauses,
                metrics,
                audit,
                transactions,
                context.clock());
        ReadingSteps readings = new ReadingSteps(
                catalog,
                inTransaction,
                new PermissionReadings(inside, events),
                resources,
                order,
                pauses,
                metrics,
                transactions,
                context.clock());
        ToldSteps told = new ToldSteps(
                inTransaction,
                new ToldResources(inside, context.clock()),
                resources,
                new CatalogReading(inside, context.clock()),
                pauses,
                metrics,
                transactions,
                context.clock());
        discoveries = new Discoveries(
                connectors,
                inTransaction,
                report,
                new ToldResources(inside, context.clock()),
                audit,
                transactions,
                context.clock());
        steps = new DiscoverySteps(
                inTransaction, told, new ListTurns(settings), lists, readings, order, transactions, context.clock());
        discovery = new CatalogDiscovery(connectors, settings, inTransaction, steps, discoveries);
        reading = inTransaction;
    }

    /** Makes this process the one that reads, for a test that goes step by step. */
    void take() {
        reading.take(FakeApplication.NAME);
    }

    void readAll() {
        discovery.resume();
        discovery.discoverFully();
    }

    DiscoveryProgress progress() {
        return discoveries.of(FakeApplication.NAME).orElseThrow();
    }
}
