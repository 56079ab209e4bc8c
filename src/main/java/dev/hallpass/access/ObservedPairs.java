package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Compares the ledger with what the catalog has read. It looks at the differing pairs only, and at all of them each time:
 * what a reading could not tell because a change was under way, the next one does.
 */
@Repository
class ObservedPairs {

    private final JdbcClient jdbc;

    ObservedPairs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A pair whose permission was read otherwise than the ledger knows it.
     *
     * @param open whether grants are at work on it, or a write of ours may still come
     * @param confirmed what the ledger read last
     * @param observed what the catalog read since
     */
    record Differing(
            Pair pair,
            boolean open,
            @Nullable String confirmed,
            @Nullable String observed) {}

    /** Those of a resource that were left alone since {@code settledBefore}, and no write is under way in them. */
    List<Differing> differing(ResourceId resource, Instant settledBefore) {
        // Joined as a whole, not looked for pair by pair: hundreds may have a permission, and a pair, on one resource.
        return jdbc.sql("""
            select * from (
              select distinct on (p.principal_id, p.account) p.principal_id, p.account,
                p.open or p.late_roles <> '{}' as busy, p.confirmed_role, coalesce(own.role, other.role) as observed
              from access_pair p
              left join observed_permission own on own.resource_id = p.resource_id and own.holder_kind = 'ACCOUNT'
                and lower(own.holder) = lower(p.account)
              left join (select o.resource_id, a.other_id, o.role from observed_permission o
                join observed_account a on a.application = o.application and a.account = o.holder
                where o.holder_kind = 'ACCOUNT') other
                on other.resource_id = p.resource_id and other.other_id = p.account
              where p.resource_id = ? and p.read_at < ? and not p.intending
              order by p.principal_id, p.account, own.holder = p.account desc) pair
            where confirmed_role is distinct from observed order by principal_id, account
            """)
                .params(resource.value(), Timestamp.from(settledBefore))
                .query((row, number) -> new Differing(
                        new Pair(new PrincipalId(row.getString(1)), resource, row.getString(2)),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }

    /** Those of these accounts of whose permission on a resource the ledger knows, under whichever of their ids. */
    Set<String> known(ResourceId resource, Collection<String> accounts) {
        String[] seen = accounts.toArray(String[]::new);
        return Set.copyOf(jdbc.sql("""
            select seen from unnest(?::text[]) seen
            join access_pair p on p.resource_id = ? and lower(p.account) = lower(seen)
            union
            select seen from unnest(?::text[]) seen
            join resource r on r.id = ?
            join observed_account a on a.application = r.application and a.account = seen
            join access_pair p on p.resource_id = r.id and p.account = a.other_id
            """)
                .params(seen, resource.value(), seen, resource.value())
                .query(String.class)
                .list());
    }

    /** A permission without grants was found changed: that is what the ledger knows of it now. */
    void noteChanged(Pair pair, @Nullable String role, Instant now) {
        jdbc.sql("""
            update access_pair set confirmed_role = ?, effective_role = 'unknown', read_at = ?, changed_at = ?
            where principal_id = ? and resource_id = ? and account = ? and not open
            """)
                .param(role)
                .params(
                        Timestamp.from(now),
                        Timestamp.from(now),
                        pair.principal().value(),
                        pair.resource().value(),
                        pair.account())
                .update();
    }

    /** What stands without grants is to be this from now on; the ledger's next look at the pair brings it about. */
    void rebase(Pair pair, @Nullable String baseline) {
        jdbc.sql("""
            update access_pair set baseline_role = ?
            where principal_id = ? and resource_id = ? and account = ? and open
            """)
                .param(baseline)
                .params(pair.principal().value(), pair.resource().value(), pair.account())
                .update();
    }

    /** Resources on which grants live, of one application. */
    List<ResourceId> withGrants(String application) {
        return jdbc.sql("""
            select r.id from resource r where r.application = ? and r.vanished_at is null
              and exists (select 1 from access_grant g where g.resource_id = r.id
                and g.state in ('PROVISIONING', 'ACTIVE', 'REVOKING'))
            order by r.id
            """)
                .param(application)
                .query((row, number) -> new ResourceId(row.getObject(1, UUID.class)))
                .list();
    }
}
