package dev.hallpass.facts;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The on-call schedules that were told of. */
@Component
@Transactional
public class OnCallSchedules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    OnCallSchedules(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** All schedules, by name. */
    @Transactional(readOnly = true)
    public List<OnCallSchedule> all() {
        return jdbc.sql("select name from on_call_schedule order by name").query(String.class).list().stream()
                .map(this::read)
                .toList();
    }

    /** The schedule, if there is one of this name. */
    @Transactional(readOnly = true)
    public Optional<OnCallSchedule> find(String name) {
        return exists(name) ? Optional.of(read(name)) : Optional.empty();
    }

    /** Whether there is a schedule of this name. */
    @Transactional(readOnly = true)
    public boolean exists(String name) {
        return NAME.matcher(name).matches()
                && jdbc.sql("select exists (select 1 from on_call_schedule where name = ?)")
                        .param(name)
                        .query(Boolean.class)
                        .single();
    }

    /** Who is on call now by this schedule and active; nobody if there is no such schedule. */
    @Transactional(readOnly = true)
    public Set<PrincipalId> onCallNow(String name) {
        if (!NAME.matcher(name).matches()) {
            return Set.of();
        }
        Timestamp now = Timestamp.from(clock.instant());
        return Set.copyOf(jdbc.sql("""
            select distinct p.id from on_call_shift s join principal p on p.id = s.principal_id and p.active
            where s.schedule = ? and s.starts_at <= ? and s.ends_at > ?
            """)
                .params(name, now, now)
                .query((row, number) -> new PrincipalId(row.getString(1)))
                .list());
    }

    /**
     * A schedule by which somebody is on call.
     *
     * @param covers whether it is for the resource that was asked about
     */
    record Duty(String schedule, boolean covers) {}

    /** By which schedules somebody is on call at a moment, and whether each is for a resource. */
    @Transactional(readOnly = true)
    List<Duty> duties(PrincipalId person, Resource resource, Instant at) {
        Timestamp moment = Timestamp.from(at);
        String[] places = Stream.of(Optional.of(resource.id()), Optional.ofNullable(resource.parent()))
                .flatMap(Optional::stream)
                .map(ResourceId::toString)
                .toArray(String[]::new);
        return jdbc.sql("""
            select s.schedule, exists (select 1 from on_call_cover c where c.schedule = s.schedule
              and (c.application = ? or c.resource_id = any (?::uuid[]))) as covers
            from on_call_shift s where s.principal_id = ? and s.starts_at <= ? and s.ends_at > ?
            group by s.schedule order by s.schedule
            """)
                .params(resource.application(), places, person.value(), moment, moment)
                .query((row, number) -> new Duty(row.getString(1), row.getBoolean(2)))
                .list();
    }

    /**
     * Stores a schedule in place of what was told of it before.
     *
     * @throws ProblemException naming the field that cannot be
     */
    public OnCallSchedule tell(OnCallSchedule schedule, String toldBy) {
        check(schedule);
        OnCallSchedule before = find(schedule.name()).orElse(null);
        if (before != null && sameAs(before, schedule)) {
            return before;
        }
        jdbc.sql("""
            insert into on_call_schedule (name, told_at, told_by) values (?, ?, ?)
            on conflict (name) do update set told_at = excluded.told_at, told_by = excluded.told_by
            """)
                .params(schedule.name(), Timestamp.from(clock.instant()), toldBy)
                .update();
        // The row above is locked now, so that two that tell of it do not mix.
        jdbc.sql("delete from on_call_shift where schedule = ?")
                .param(schedule.name())
                .update();
        jdbc.sql("delete from on_call_cover where schedule = ?")
                .param(schedule.name())
                .update();
        for (OnCallSchedule.Shift shift : schedule.shifts()) {
            jdbc.sql("insert into on_call_shift (schedule, principal_id, starts_at, ends_at) values (?, ?, ?, ?)")
                    .params(
                            schedule.name(),
                            shift.person().value(),
                            Timestamp.from(shift.from()),
                            Timestamp.from(shift.to()))
                    .update();
        }
        for (String application : schedule.applications()) {
            jdbc.sql("insert into on_call_cover (schedule, application) values (?, ?)")
                    .params(schedule.name(), application)
                    .update();
        }
        for (ResourceId resource : schedule.resources()) {
            jdbc.sql("insert into on_call_cover (schedule, resource_id) values (?, ?)")
                    .params(schedule.name(), resource.value())
                    .update();
        }
        audit.record(Told.event(toldBy, "schedule", schedule.name())
                .with("shifts", schedule.shifts().size())
                .with("applications", schedule.applications().stream().sorted().toList())
                .with(
                        "resources",
                        schedule.resources().stream()
                                .map(ResourceId::toString)
                                .sorted()
                                .toList()));
        return read(schedule.name());
    }

    private static boolean sameAs(OnCallSchedule one, OnCallSchedule other) {
        return Set.copyOf(one.shifts()).equals(Set.copyOf(other.shifts()))
                && one.applications().equals(other.applications())
                && one.resources().equals(other.resources());
    }

    private static void check(OnCallSchedule schedule) {
        if (!NAME.matcher(schedule.name()).matches()) {
            throw ProblemException.invalid(
                    "name", "This is no name of a schedule.", "1 to 63 lower case letters, digits and hyphens");
        }
        Set<List<Object>> seen = new HashSet<>();
        for (OnCallSchedule.Shift shift : schedule.shifts()) {
            if (!shift.to().isAfter(shift.from())) {
                throw ProblemException.invalid("shifts", "A shift ends before it begins.", "to is later than from");
            }
            if (!seen.add(List.of(shift.person(), shift.from()))) {
                throw ProblemException.invalid(
                        "shifts", "Two shifts of a person begin at the same time.", "each shift once");
            }
        }
    }

    /**
     * Forgets a schedule.
     *
     * @throws ProblemException if there is none
     */
    public void forget(String name, String by) {
        if (!exists(name)
                || jdbc.sql("delete from on_call_schedule where name = ?")
                                .param(name)
                                .update()
                        == 0) {
            throw ProblemException.notFound("name", "There is no schedule of this name.");
        }
        audit.record(Told.event(AuditEventType.FACT_FORGOTTEN, by, "schedule", name));
    }

    private OnCallSchedule read(String name) {
        List<OnCallSchedule.Shift> shifts = jdbc.sql("""
            select principal_id, starts_at, ends_at from on_call_shift where schedule = ? order by starts_at, principal_id
            """)
                .param(name)
                .query((row, number) -> new OnCallSchedule.Shift(
                        new PrincipalId(row.getString(1)),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()))
                .list();
        Set<String> applications = new HashSet<>();
        Set<ResourceId> resources = new HashSet<>();
        jdbc.sql("select application, resource_id from on_call_cover where schedule = ?")
                .param(name)
                .query(row -> {
                    String application = row.getString(1);
                    if (application == null) {
                        resources.add(new ResourceId(row.getObject(2, UUID.class)));
                    } else {
                        applications.add(application);
                    }
                });
        return new OnCallSchedule(name, new ArrayList<>(shifts), applications, resources);
    }
}
