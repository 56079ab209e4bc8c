package dev.hallpass.access;

import dev.hallpass.DomainContext;
import dev.hallpass.catalog.PermissionDifference;
import dev.hallpass.catalog.PermissionsRead;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plays the catalog's reading of permissions: stores what was read, and tells of it as the catalog does. */
final class Observed {

    private final DomainContext context;

    Observed(DomainContext context) {
        this.context = context;
    }

    void clear() {
        context.jdbc().sql("delete from observed_permission").update();
        context.jdbc().sql("update resource_reading set read_at = null").update();
        context.jdbc()
                .sql("update resource set parent_id = null where parent_id::text like '00000000-%'")
                .update();
        context.jdbc()
                .sql("delete from resource where id::text like '00000000-%'")
                .update();
    }

    /** A resource above others, or a group. */
    ResourceId resource(int number, ResourceKind kind, String name, String... roles) {
        UUID id = UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number));
        context.jdbc()
                .sql("""
                    insert into resource (id, application, kind, external_id, path, name, sensitivity, owners,
                      maintainers, tags, roles, discovered_at)
                    values (?, 'acme', ?, ?, ?, ?, 'INTERNAL', '{}', '{}', '{}', ?::text[], now())
                    """)
                .params(id, kind.name(), id.toString(), "acme/" + name, name, roles)
                .update();
        return new ResourceId(id);
    }

    void parent(ResourceId child, ResourceId parent) {
        context.jdbc()
                .sql("update resource set parent_id = ? where id = ?")
                .params(parent.value(), child.value())
                .update();
    }

    /** What a reading at this time shows of one holder; null for nothing. */
    void holds(ResourceId resource, HolderKind kind, String holder, @Nullable String role, Instant at) {
        context.jdbc()
                .sql("delete from observed_permission where resource_id = ? and holder_kind = ? and holder = ?")
                .params(resource.value(), kind.name(), holder)
                .update();
        if (role != null) {
            context.jdbc()
                    .sql("""
                        insert into observed_permission (resource_id, holder_kind, holder, application, display_name,
                          role, since)
                        values (?, ?, ?, 'acme', ?, ?, ?)
                        """)
                    .params(Arrays.asList(resource.value(), kind.name(), holder, holder, role, Timestamp.from(at)))
                    .update();
        }
        // What is above it was read too: a reading is as old as the oldest that it is made of.
        context.jdbc()
                .sql("""
                    with recursive above as (
                      select id, application, kind, parent_id from resource where id = :resource
                      union all select r.id, r.application, r.kind, r.parent_id from resource r join above a on r.id = a.parent_id)
                    insert into resource_reading (resource_id, application, kind, read_at)
                    select id, application, kind, :at from above
                    on conflict (resource_id) do update set read_at = excluded.read_at
                    """)
                .param("at", Timestamp.from(at))
                .param("resource", resource.value())
                .update();
    }

    /** The catalog tells that it has read a resource. */
    void read(ResourceId resource, boolean first, PermissionDifference... differences) {
        context.inTransaction(() -> {
            context.application()
                    .publishEvent(
                            new PermissionsRead(resource, context.clock().instant(), first, List.of(differences)));
            return true;
        });
    }
}
