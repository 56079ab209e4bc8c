package dev.hallpass.facts;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The trainings that people have completed, as somebody told of them. */
@Component
@Transactional
public class Trainings {

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Trainings(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** What somebody has completed, by name. */
    @Transactional(readOnly = true)
    public List<Training> of(PrincipalId person) {
        return jdbc.sql("select name, completed_on from training where principal_id = ? order by name")
                .param(person.value())
                .query((row, number) -> new Training(person, row.getString(1), row.getObject(2, LocalDate.class)))
                .list();
    }

    /** Whether any training of anybody was told of; otherwise nothing can be said of one that is not there. */
    @Transactional(readOnly = true)
    public boolean areTold() {
        return jdbc.sql("select exists (select 1 from training)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Stores when somebody has completed a training for the last time.
     *
     * @throws ProblemException naming the field that cannot be
     */
    public Training tell(Training training, String toldBy) {
        Told.text(training.name(), "name", 100);
        // Where the day begins first, it is tomorrow already.
        if (training.completedOn()
                .isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1))) {
            throw ProblemException.invalid("completedOn", "This day is still to come.", "a day that is over, or today");
        }
        if (training.completedOn().getYear() < 1970) {
            throw ProblemException.invalid("completedOn", "This is too long ago.", "a day from 1970 on");
        }
        int changed = jdbc.sql("""
            insert into training (principal_id, name, completed_on, told_at, told_by) values (?, ?, ?, ?, ?)
            on conflict (principal_id, name) do update set completed_on = excluded.completed_on,
              told_at = excluded.told_at, told_by = excluded.told_by
            where training.completed_on <> excluded.completed_on
            """)
                .params(
                        training.person().value(),
                        training.name(),
                        training.completedOn(),
                        Timestamp.from(clock.instant()),
                        toldBy)
                .update();
        if (changed > 0) {
            audit.record(Told.event(toldBy, "training", training.name())
                    .forPrincipal(training.person().value())
                    .with("completedOn", training.completedOn().toString()));
        }
        return training;
    }

    /**
     * Forgets that somebody has completed a training.
     *
     * @throws ProblemException if that was not told
     */
    public void forget(PrincipalId person, String name, String by) {
        Told.text(name, "name", 100);
        if (jdbc.sql("delete from training where principal_id = ? and name = ?")
                        .params(person.value(), name)
                        .update()
                == 0) {
            throw ProblemException.notFound("name", "No such training of this person was told of.");
        }
        audit.record(
                Told.event(AuditEventType.FACT_FORGOTTEN, by, "training", name).forPrincipal(person.value()));
    }
}
