package dev.hallpass.catalog;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.ResourceKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes what an application has into the catalog, and out of it again when it is gone. Each call joins a transaction. */
@Component
class FoundResources {

    static final String MISSING = Catalog.select() + """
         join (select resource_id, presence_at from resource_reading) r on r.resource_id = resource.id
        where resource.application = ? and vanished_at is null and discovered_at < ? and not (resource.kind = any (?::text[]))
          and (r.presence_at is null or r.presence_at < ?)
        order by r.presence_at nulls first, id limit 1
        """;

    private final CatalogSettings settings;
    private final Map<String, CatalogFile.Description> described;
    private final InbornRoles inborn;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    FoundResources(
            CatalogSettings settings,
            InbornRoles inborn,
            JdbcClient jdbc,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.described = CatalogFile.read(settings.file()).byKey();
        this.inborn = inborn;
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Takes a resource in, known by the application's own id: a renamed or moved one stays the same.
     *
     * @param pass when the pass began that found it
     * @return whether that changed anything
     */
    boolean save(Connector connector, DiscoveredResource found, Instant pass) {
        Timestamp now = Timestamp.from(pass);
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
        List<UUID> changed = jdbc.sql("""
            insert into resource (id, application, kind, external_id, path, name, project, parent_id, sensitivity,
              owners, maintainers, tags, roles, described_as, discovered_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::text[], ?::text[], ?::text[], ?, ?)
            on conflict (application, kind, external_id) do update set path = excluded.path,
              name = excluded.name, project = excluded.project, parent_id = excluded.parent_id,
              sensitivity = excluded.sensitivity, owners = excluded.owners, maintainers = excluded.maintainers,
              tags = excluded.tags, roles = excluded.roles, described_as = excluded.described_as, vanished_at = null
            where (resource.path, resource.name, resource.project, resource.parent_id, resource.sensitivity,
                   resource.owners, resource.maintainers, resource.tags, resource.roles, resource.described_as,
                   resource.vanished_at)
              is distinct from (excluded.path, excluded.name, excluded.project, excluded.parent_id,
                   excluded.sensitivity, excluded.owners, excluded.maintainers, excluded.tags, excluded.roles,
                   excluded.described_as, null::timestamptz)
            returning id
            """)
                .params(Arrays.asList(
                        TimeOrderedIds.next(),
                        connector.application(),
                        found.kind().name(),
                        found.externalId(),
                        found.path(),
                        found.name(),
                        found.parentExternalId(),
                        parent(connector.application(), found),
                        sensitivity.name(),
                        sorted(description == null ? Set.of() : description.owners()),
                        sorted(description == null ? Set.of() : description.maintainers()),
                        sorted(description == null ? Set.of() : description.tags()),
                        connector.roles(found.kind()).toArray(String[]::new),
                        description == null ? null : describedAs,
                        now))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        inborn.save(connector.application(), found, now);
        // A new one, and one that is back, has never been read: that is due at once.
        changed.forEach(id -> jdbc.sql(
                        "insert into resource_reading (resource_id, application, kind) values (?, ?, ?) on conflict do"
                                + " nothing")
                .params(id, connector.application(), found.kind().name())
                .update());
        return !changed.isEmpty();
    }

    private @Nullable UUID parent(String application, DiscoveredResource found) {
        if (found.parentKind() == null) {
            return null;
        }
        if (found.parentExternalId() == null) {
            List<UUID> only = jdbc.sql("select id from resource where application = ? and kind = ? and vanished_at is"
                            + " null limit 2")
                    .params(application, found.parentKind().name())
                    .query((row, number) -> row.getObject(1, UUID.class))
                    .list();
            return only.size() == 1 ? only.getFirst() : null;
        }
        return jdbc.sql("select id from resource where application = ? and kind = ? and external_id = ?")
                .params(application, found.parentKind().name(), found.parentExternalId())
                .query((row, number) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(null);
    }

    /** A resource by the application's own id, gone or not. */
    Optional<Resource> find(String application, ResourceKind kind, String externalId) {
        return jdbc.sql(Catalog.select() + " where application = ? and kind = ? and external_id = ?")
                .params(application, kind.name(), externalId)
                .query(Catalog::resource)
                .optional();
    }

    /** Whether the catalog knows any resource of a kind. */
    boolean any(String application, ResourceKind kind) {
        return jdbc.sql("select exists (select 1 from resource where application = ? and kind = ? and vanished_at is"
                        + " null)")
                .params(application, kind.name())
                .query(Boolean.class)
                .single();
    }

    /** A resource that a complete pass has not found, and that was not asked about in it yet. */
    Optional<Resource> missing(String application, Instant pass, Set<String> incompleteKinds) {
        return jdbc.sql(MISSING)
                .params(application, Timestamp.from(pass), incompleteKinds.toArray(String[]::new), Timestamp.from(pass))
                .query(Catalog::resource)
                .optional();
    }

    /** Notes that the application was asked whether it still has a resource. */
    void askedAbout(ResourceId resource, Instant at) {
        jdbc.sql("update resource_reading set presence_at = ? where resource_id = ?")
                .params(Timestamp.from(at), resource.value())
                .update();
    }

    /** Notes that a resource is gone: it can not be asked for any more, but stays known to its grants. */
    void vanish(Resource resource, Instant at) {
        int gone = jdbc.sql("update resource set vanished_at = ? where id = ? and vanished_at is null")
                .params(Timestamp.from(at), resource.id().value())
                .update();
        if (gone == 0) {
            return;
        }
        for (String table : List.of("observed_permission", "observed_page_item", "resource_reading")) {
            jdbc.sql("delete from " + table + " where resource_id = ?")
                    .param(resource.id().value())
                    .update();
        }
        audit.record(AuditEvent.of(AuditEventType.RESOURCE_VANISHED, "hallpass")
                .onResource(resource.id().toString())
                .with("application", resource.application())
                .with("kind", resource.kind().name())
                .with("path", resource.path()));
        events.publishEvent(new ResourceVanished(resource.id()));
    }

    private CatalogFile.@Nullable Description described(Connector connector, String path) {
        return described.get(CatalogFile.Description.key(connector.application(), path));
    }

    private static String[] sorted(Set<String> texts) {
        return texts.stream().sorted().toArray(String[]::new);
    }
}
