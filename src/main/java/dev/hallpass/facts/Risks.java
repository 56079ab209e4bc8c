package dev.hallpass.facts;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was told of the risk that people are. */
@Component
@Transactional
public class Risks {

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    Risks(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** The risk of somebody, if it was told. */
    @Transactional(readOnly = true)
    public Optional<Risk> of(PrincipalId person) {
        return jdbc.sql("select level, reason from principal_risk where principal_id = ?")
                .param(person.value())
                .query((row, number) -> new Risk(person, RiskLevel.valueOf(row.getString(1)), row.getString(2)))
                .optional();
    }

    /**
     * Stores the risk of somebody.
     *
     * @throws ProblemException naming the field that cannot be
     */
    public Risk tell(Risk risk, String toldBy) {
        Told.text(risk.reason(), "reason", 500);
        int changed = jdbc.sql("""
            insert into principal_risk (principal_id, level, reason, told_at, told_by) values (?, ?, ?, ?, ?)
            on conflict (principal_id) do update set level = excluded.level, reason = excluded.reason,
              told_at = excluded.told_at, told_by = excluded.told_by
            where (principal_risk.level, principal_risk.reason) is distinct from (excluded.level, excluded.reason)
            """)
                .params(Arrays.asList(
                        risk.person().value(),
                        risk.level().name(),
                        risk.reason(),
                        Timestamp.from(clock.instant()),
                        toldBy))
                .update();
        if (changed > 0) {
            AuditEvent event = Told.event(toldBy, "risk", risk.person().value())
                    .forPrincipal(risk.person().value())
                    .with("level", risk.level().name());
            audit.record(risk.reason() == null ? event : event.with("reason", risk.reason()));
        }
        return risk;
    }

    /**
     * Forgets the risk of somebody; it is unknown then.
     *
     * @throws ProblemException if it was not told
     */
    public void forget(PrincipalId person, String by) {
        if (jdbc.sql("delete from principal_risk where principal_id = ?")
                        .param(person.value())
                        .update()
                == 0) {
            throw ProblemException.notFound("person", "No risk of this person was told.");
        }
        audit.record(Told.event(AuditEventType.FACT_FORGOTTEN, by, "risk", person.value())
                .forPrincipal(person.value()));
    }
}
