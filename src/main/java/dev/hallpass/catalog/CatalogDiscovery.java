package dev.hallpass.catalog;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the applications into the catalog. Resources are known by the application's immutable id, so a renamed one
 * stays the same; one that is gone can not be asked for any more, but stays known to its grants.
 */
@Component
class CatalogDiscovery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CatalogDiscovery.class);

    private final Connectors connectors;
    private final CatalogSettings settings;
    private final Map<String, CatalogFile.Description> described;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean running;

    CatalogDiscovery(
            Connectors connectors,
            CatalogSettings settings,
            JdbcClient jdbc,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.connectors = connectors;
        this.settings = settings;
        this.described = CatalogFile.read(settings.file()).byKey();
        this.jdbc = jdbc;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Before anybody can ask for anything. */
    @Override
    public void start() {
        discover();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the people are known, before the engine's workers and the web server. */
    @Override
    public int getPhase() {
        return -500;
    }

    /** Reads every application; one that does not answer is read the next time. */
    @Scheduled(
            initialDelayString = "${hallpass.catalog.discovery-interval:PT15M}",
            fixedDelayString = "${hallpass.catalog.discovery-interval:PT15M}")
    void discover() {
        for (Connector connector : connectors.all()) {
            try {
                discover(connector);
            } catch (ConnectorException e) {
                log.atWarn()
                        .addKeyValue("application", connector.application())
                        .log(
                                "The application could not be read into the catalog and is read again later: {}",
                                e.getMessage());
            }
        }
    }

    void discover(Connector connector) {
        // Before the listing: what another instance finds during it is newer than this.
        Timestamp now = Timestamp.from(clock.instant());
        List<DiscoveredResource> found = new ArrayList<>();
        for (ResourceKind kind : connector.kinds()) {
            DiscoveryScope scope = new DiscoveryScope.Resources(kind);
            DiscoveredPage page = connector.discover(scope, null);
            collect(page, found);
            while (page.next() != null) {
                page = connector.discover(scope, page.next());
                collect(page, found);
            }
        }
        if (found.isEmpty() && hasResources(connector.application())) {
            // Rights that were lost are more likely than a workspace where everything was deleted.
            log.atWarn()
                    .addKeyValue("application", connector.application())
                    .log("The application shows nothing at all; the catalog keeps what it knows of it");
            return;
        }
        transaction.executeWithoutResult(status -> {
            int changed = 0;
            for (DiscoveredResource resource : found) {
                changed += save(connector, resource, now);
            }
            int vanished = jdbc.sql(
                            "update resource set vanished_at = ? where application = ? and discovered_at < ? and"
                                    + " vanished_at is null")
                    .params(now, connector.application(), now)
                    .update();
            if (changed + vanished > 0) {
                audit.record(AuditEvent.of(AuditEventType.CATALOG_DISCOVERED, "hallpass")
                        .with("application", connector.application())
                        .with("found", found.size())
                        .with("changed", changed)
                        .with("vanished", vanished));
                log.info(
                        "Read {} resources of {}, {} changed, {} vanished",
                        found.size(),
                        connector.application(),
                        changed,
                        vanished);
            }
        });
    }

    private static void collect(DiscoveredPage page, List<DiscoveredResource> found) {
        page.items().stream()
                .filter(DiscoveredResource.class::isInstance)
                .map(DiscoveredResource.class::cast)
                .forEach(found::add);
    }

    private boolean hasResources(String application) {
        return jdbc.sql("select exists (select 1 from resource where application = ? and vanished_at is null)")
                .param(application)
                .query(Boolean.class)
                .single();
    }

    private int save(Connector connector, DiscoveredResource found, Timestamp now) {
        List<@Nullable String> describedBefore = jdbc.sql("""
            update resource set discovered_at = ? where application = ? and kind = ? and external_id = ?
            returning described_as
            """)
                .params(now, connector.application(), found.kind().name(), found.externalId())
                .query((row, number) -> row.getString(1))
                .list();
        boolean isNew = describedBefore.isEmpty();
        String describedAs = described(connector, found.path()) != null || isNew || describedBefore.getFirst() == null
                ? found.path()
                : describedBefore.getFirst();
        // Whoever may rename a repository must not be able to make it less sensitive by that.
        CatalogFile.@Nullable Description description = described(connector, describedAs);
        Sensitivity sensitivity = description == null || description.sensitivity() == null
                ? settings.defaultSensitivity()
                : description.sensitivity();
        int changed = jdbc.sql("""
            insert into resource (id, application, kind, external_id, path, name, project, sensitivity,
              owners, maintainers, tags, roles, described_as, discovered_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::text[], ?::text[], ?::text[], ?, ?)
            on conflict (application, kind, external_id) do update set path = excluded.path,
              name = excluded.name, project = excluded.project, sensitivity = excluded.sensitivity,
              owners = excluded.owners, maintainers = excluded.maintainers, tags = excluded.tags,
              roles = excluded.roles, described_as = excluded.described_as, vanished_at = null
            where (resource.path, resource.name, resource.project, resource.sensitivity, resource.owners,
                   resource.maintainers, resource.tags, resource.roles, resource.described_as, resource.vanished_at)
              is distinct from (excluded.path, excluded.name, excluded.project, excluded.sensitivity,
                   excluded.owners, excluded.maintainers, excluded.tags, excluded.roles, excluded.described_as, null::timestamptz)
            """)
                .params(Arrays.asList(
                        TimeOrderedIds.next(),
                        connector.application(),
                        found.kind().name(),
                        found.externalId(),
                        found.path(),
                        found.name(),
                        found.parentExternalId(),
                        sensitivity.name(),
                        sorted(description == null ? Set.of() : description.owners()),
                        sorted(description == null ? Set.of() : description.maintainers()),
                        sorted(description == null ? Set.of() : description.tags()),
                        connector.roles(found.kind()).toArray(String[]::new),
                        description == null ? null : describedAs,
                        now))
                .update();
        return isNew ? 1 : changed;
    }

    private CatalogFile.@Nullable Description described(Connector connector, String path) {
        return described.get(CatalogFile.Description.key(connector.application(), path));
    }

    private static String[] sorted(Set<String> texts) {
        return texts.stream().sorted().toArray(String[]::new);
    }
}
