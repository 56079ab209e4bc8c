package dev.hallpass.catalog;

import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.HolderKind;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts the pages of a resource's permissions together, and tells how they differ from the reading before. Each call
 * joins a transaction.
 */
@Component
class PermissionReadings {

    /** What a member of a group holds on it. */
    static final String MEMBER = "member";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    PermissionReadings(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Forgets pages of a reading that was not finished. */
    void begin(ResourceId resource) {
        jdbc.sql("delete from observed_page_item where resource_id = ?")
                .param(resource.value())
                .update();
    }

    /** Adds a page; one that was added before does no harm. */
    void add(ResourceId resource, List<Discovered> items) {
        for (Discovered item : items) {
            if (item instanceof DiscoveredPermission permission) {
                add(
                        resource,
                        permission.kind(),
                        permission.kind() == HolderKind.EVERYBODY ? "" : permission.holder(),
                        permission.displayName(),
                        permission.role());
            } else if (item instanceof DiscoveredMember member) {
                add(resource, HolderKind.ACCOUNT, member.account(), "", MEMBER);
            }
        }
    }

    private void add(ResourceId resource, HolderKind kind, String holder, String displayName, String role) {
        jdbc.sql("""
            insert into observed_page_item (resource_id, holder_kind, holder, display_name, role)
            select r.id, ?, coalesce((select a.account from observed_account a
              where ? = 'ACCOUNT' and a.application = r.application and a.other_id = ? limit 1), ?), ?, ?
            from resource r where r.id = ?
            on conflict (resource_id, holder_kind, holder) do update set display_name = excluded.display_name,
              role = excluded.role
            """)
                .params(kind.name(), kind.name(), holder, holder, displayName, role, resource.value())
                .update();
    }

    /**
     * The last page was added: what was added is what is observed from now on, unless the reading is to be doubted.
     *
     * @return what speaks against it; then what was observed before stays, until the same is read once more
     */
    Optional<String> complete(ResourceId resource, Instant begun) {
        Timestamp at = Timestamp.from(begun);
        UUID id = resource.value();
        int before = readings(id);
        boolean first = before == 0;
        ReadingDifferences read = differences(id);
        if (!first && read.mayBeOtherIds()) {
            sameAccounts(id);
            read = differences(id);
        }
        Optional<String> doubt = first ? Optional.empty() : read.doubt();
        if (doubt.isPresent() && !doubt.equals(problem(id))) {
            failed(resource, begun, doubt.get());
            return doubt;
        }
        store(id, at);
        begin(resource);
        note(resource, begun, begun, null);
        // One reading alone may have missed what moved from page to page while it was made.
        boolean mayHaveBeenMissed = before == 1;
        events.publishEvent(
                new PermissionsRead(resource, begun, first, read.told(), doubt.isPresent() || mayHaveBeenMissed));
        return Optional.empty();
    }

    /** How often it was read completely before. */
    private int readings(UUID id) {
        return jdbc.sql("select greatest(complete_readings, 1) from resource_reading where resource_id = ? and read_at"
                        + " is not null")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private Optional<String> problem(UUID id) {
        return jdbc.sql("select problem from resource_reading where resource_id = ? and problem is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** What was observed under another id or spelling of an account that was read now is the same account's. */
    private void sameAccounts(UUID id) {
        jdbc.sql("""
            update observed_permission p set holder = same.now
            from (
              select distinct on (b.holder) b.holder as before, i.holder as now
              from observed_permission b join observed_page_item i on i.resource_id = b.resource_id
                and i.holder_kind = b.holder_kind and lower(i.holder) = lower(b.holder)
              where b.resource_id = :id and b.holder_kind = 'ACCOUNT'
              union
              select b.holder, i.holder
              from observed_permission b join observed_account a on a.application = b.application
                and a.other_id = b.holder
              join observed_page_item i on i.resource_id = b.resource_id and i.holder_kind = b.holder_kind
                and i.holder = a.account
              where b.resource_id = :id and b.holder_kind = 'ACCOUNT') same
            where p.resource_id = :id and p.holder_kind = 'ACCOUNT' and p.holder = same.before
              and same.before <> same.now
              and not exists (select 1 from observed_permission q where q.resource_id = :id
                and q.holder_kind = 'ACCOUNT' and q.holder = same.now)
            """).param("id", id).update();
    }

    private ReadingDifferences differences(UUID id) {
        return new ReadingDifferences(jdbc.sql("""
            select holder_kind, holder, before.role, after.role, coalesce(after.display_name, before.display_name)
            from (select * from observed_permission where resource_id = ?
                  and holder_kind in ('ACCOUNT', 'GROUP', 'EVERYBODY')) before
            full join (select * from observed_page_item where resource_id = ?) after using (holder_kind, holder)
            where before.role is distinct from after.role order by holder_kind, holder
            """)
                .params(id, id)
                .query((row, number) -> new ReadingDifferences.Named(
                        new PermissionDifference(
                                HolderKind.valueOf(row.getString(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)),
                        row.getString(5)))
                .list());
    }

    private void store(UUID id, Timestamp at) {
        jdbc.sql("""
            delete from observed_permission p where resource_id = ? and holder_kind in ('ACCOUNT', 'GROUP', 'EVERYBODY')
              and not exists (select 1 from observed_page_item i
              where i.resource_id = p.resource_id and i.holder_kind = p.holder_kind and i.holder = p.holder)
            """).param(id).update();
        jdbc.sql("""
            insert into observed_permission (resource_id, holder_kind, holder, application, display_name, role, since)
            select i.resource_id, i.holder_kind, i.holder, r.application, i.display_name, i.role, ?
            from observed_page_item i join resource r on r.id = i.resource_id where i.resource_id = ?
            on conflict (resource_id, holder_kind, holder) do update set display_name = excluded.display_name,
              role = excluded.role,
              since = case when observed_permission.role = excluded.role then observed_permission.since
                           else excluded.since end
            where (observed_permission.role, observed_permission.display_name)
              is distinct from (excluded.role, excluded.display_name)
            """).params(at, id).update();
    }

    /** Notes that a resource could not be read; what was observed of it stays. */
    void failed(ResourceId resource, Instant begun, String problem) {
        begin(resource);
        note(resource, begun, null, problem);
    }

    private void note(ResourceId resource, Instant begun, @Nullable Instant read, @Nullable String problem) {
        Timestamp at = Timestamp.from(begun);
        jdbc.sql("""
            update resource_reading set attempted_at = :at, problem = :problem,
              complete_readings = case when :read::timestamptz is null then complete_readings
                                       when read_at is null then 1 else complete_readings + 1 end,
              read_at = coalesce(:read::timestamptz, read_at),
              wanted_since = case when wanted_since > :at then wanted_since end
            where resource_id = :resource
            """)
                .param("at", at)
                .param("read", read == null ? null : Timestamp.from(read), Types.TIMESTAMP)
                .param("problem", problem, Types.VARCHAR)
                .param("resource", resource.value())
                .update();
    }
}
