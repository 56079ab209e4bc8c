package dev.hallpass.access;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.Urgency;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows how much waits in each application, and how long it will take. */
@Component
public class Backlogs {

    /** Each pair is read, written, and read back, explicitly and by every path. */
    private static final int CALLS_FOR_EACH = 4;

    private final JdbcClient jdbc;
    private final Connectors connectors;

    Backlogs(JdbcClient jdbc, Connectors connectors) {
        this.jdbc = jdbc;
        this.connectors = connectors;
    }

    /**
     * What waits in an application now.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Backlog of(String application) {
        Connector connector = connectors.forApplication(application);
        return jdbc.sql("""
            select count(*) filter (where g.state = 'REVOKING') as revocations,
              count(*) filter (where g.state = 'REVOKING' and g.failed_attempts > 0) as failing,
              count(*) filter (where g.state = 'PROVISIONING') as grants,
              count(distinct (g.resource_id, g.account)) as pairs
            from access_grant g join resource r on r.id = g.resource_id
            where g.state in ('PROVISIONING', 'REVOKING') and r.application = ?
            """)
                .param(application)
                .query((row, number) -> {
                    int calls = row.getInt("pairs") * CALLS_FOR_EACH;
                    Urgency urgency = row.getInt("grants") > 0 ? Urgency.GRANT : Urgency.REVOCATION;
                    return new Backlog(
                            row.getInt("revocations"),
                            row.getInt("failing"),
                            row.getInt("grants"),
                            calls,
                            calls == 0 ? null : connector.timeFor(calls, urgency));
                })
                .single();
    }
}
