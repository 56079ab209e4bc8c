package dev.hallpass.facts;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When people have used resources for the last time, as somebody told. */
@Component
@Transactional
public class ResourceUses {

    /** Clocks of other systems may be ahead of ours by as much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    ResourceUses(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** What somebody has used, the last used first. */
    @Transactional(readOnly = true)
    public List<ResourceUse> of(PrincipalId person, int limit) {
        return jdbc.sql("""
            select resource_id, application, used_at from resource_use where principal_id = ?
            order by used_at desc, resource_id limit ?
            """)
                .params(person.value(), limit)
                .query((row, number) -> new ResourceUse(
                        person,
                        new ResourceId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    /** When somebody has used a resource for the last time, if that was told. */
    @Transactional(readOnly = true)
    public Optional<Instant> last(PrincipalId person, ResourceId resource) {
        return jdbc.sql("select used_at from resource_use where principal_id = ? and resource_id = ?")
                .params(person.value(), resource.value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Whether any use in an application was told; otherwise nothing can be said of one that is not there. */
    @Transactional(readOnly = true)
    public boolean areToldOf(String application) {
        return jdbc.sql("select exists (select 1 from resource_use where application = ?)")
                .param(application)
                .query(Boolean.class)
                .single();
    }

    /**
     * Stores uses; of several of a person and resource the last one counts.
     *
     * @return how many of them were news
     * @throws ProblemException if one is still to come
     */
    public int tell(List<ResourceUse> uses, String toldBy) {
        Instant latest = clock.instant().plus(TOLERANCE);
        if (uses.stream().anyMatch(use -> use.usedAt().isAfter(latest))) {
            throw ProblemException.invalid("uses", "A use is still to come.", "times that are over");
        }
        int news = 0;
        // In the same order by all who tell, so that none waits for another in a circle.
        for (ResourceUse use : uses.stream()
                .sorted(Comparator.comparing((ResourceUse use) -> use.person().value())
                        .thenComparing(use -> use.resource().value()))
                .toList()) {
            news += jdbc.sql("""
                insert into resource_use (principal_id, resource_id, application, used_at) values (?, ?, ?, ?)
                on conflict (principal_id, resource_id) do update set used_at = excluded.used_at
                where resource_use.used_at < excluded.used_at
                """)
                    .params(
                            use.person().value(),
                            use.resource().value(),
                            use.application(),
                            Timestamp.from(use.usedAt()))
                    .update();
        }
        if (news > 0) {
            // One line for all: each login of everybody would drown what the trail is for.
            audit.record(AuditEvent.of(AuditEventType.FACT_TOLD, toldBy)
                    .with("kind", "uses")
                    .with("told", uses.size())
                    .with("news", news));
        }
        return news;
    }

    /**
     * Forgets that somebody has used a resource.
     *
     * @throws ProblemException if that was not told
     */
    public void forget(PrincipalId person, ResourceId resource, String by) {
        if (jdbc.sql("delete from resource_use where principal_id = ? and resource_id = ?")
                        .params(person.value(), resource.value())
                        .update()
                == 0) {
            throw ProblemException.notFound("resource", "No use of this resource by this person was told.");
        }
        audit.record(Told.event(AuditEventType.FACT_FORGOTTEN, by, "uses", resource.toString())
                .forPrincipal(person.value())
                .onResource(resource.toString()));
    }
}
