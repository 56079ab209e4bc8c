package dev.hallpass.facts;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tickets that were told of. Upper and lower case of a key are the same. */
@Component
@Transactional
public class Tickets {

    private static final Pattern KEY = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,63}");
    private static final String SELECT = "select key, status, type, assignee, told_at from ticket";

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Tickets(JdbcClient jdbc, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A ticket that was closed and of which not everything is ended yet.
     *
     * @param toldAt when it was closed
     */
    public record Closing(String key, Instant toldAt) {}

    /** The ticket, if one of this key was told of. */
    @Transactional(readOnly = true)
    public Optional<Ticket> find(String key) {
        return jdbc.sql(SELECT + " where key = ?")
                .param(canonical(key))
                .query(Tickets::ticket)
                .optional();
    }

    /** Whether any ticket was ever told of; otherwise nothing can be said of one that is not there. */
    @Transactional(readOnly = true)
    public boolean areTold() {
        return jdbc.sql("select exists (select 1 from ticket)")
                .query(Boolean.class)
                .single();
    }

    /**
     * Stores how a ticket stands. What it justified ends if it is closed with this; it is looked for until all of it is
     * ended, also after a stop.
     *
     * @throws ProblemException naming the field that cannot be
     */
    public Ticket tell(
            String key, TicketStatus status, @Nullable String type, @Nullable String assignee, String toldBy) {
        String name = canonical(key);
        if (!KEY.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "key", "This is no key of a ticket.", "1 to 64 letters, digits and ._-, a letter or digit first");
        }
        Told.text(type, "type", 100);
        Told.text(assignee, "assignee", 100);
        Instant now = clock.instant();
        // Locked, so that of two that tell of it the later one sees what the earlier one did.
        Ticket before = jdbc.sql(SELECT + " where key = ? for update")
                .param(name)
                .query(Tickets::ticket)
                .optional()
                .orElse(null);
        Ticket told = new Ticket(name, status, type, assignee, now);
        if (before != null && before.equals(new Ticket(name, status, type, assignee, before.toldAt()))) {
            return before;
        }
        boolean closes = status == TicketStatus.CLOSED && (before == null || before.status() != TicketStatus.CLOSED);
        store(told, closes, toldBy);
        AuditEvent event = Told.event(toldBy, "ticket", name).with("status", status.name());
        event = type == null ? event : event.with("type", type);
        audit.record(assignee == null ? event : event.with("assignee", assignee));
        if (closes) {
            events.publishEvent(new TicketClosed(name));
        }
        return told;
    }

    private void store(Ticket told, boolean closes, String toldBy) {
        jdbc.sql("""
            insert into ticket (key, status, type, assignee, told_at, told_by, ending) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do update set status = excluded.status, type = excluded.type,
              assignee = excluded.assignee, told_at = excluded.told_at, told_by = excluded.told_by,
              ending = excluded.status = 'CLOSED' and (ticket.ending or ticket.status <> 'CLOSED')
            """)
                .params(Arrays.asList(
                        told.key(),
                        told.status().name(),
                        told.type(),
                        told.assignee(),
                        Timestamp.from(told.toldAt()),
                        toldBy,
                        closes))
                .update();
    }

    /**
     * Forgets a ticket; what it justified stays.
     *
     * @throws ProblemException if there is none, or what it justified is just being ended
     */
    public void forget(String key, String by) {
        String name = canonical(key);
        Ticket ticket = find(name).orElseThrow(() -> ProblemException.notFound("key", "No such ticket was told of."));
        if (jdbc.sql("delete from ticket where key = ? and not ending")
                        .param(ticket.key())
                        .update()
                == 0) {
            throw ProblemException.conflict("What this ticket justified is just being ended; try again.");
        }
        audit.record(Told.event(AuditEventType.FACT_FORGOTTEN, by, "ticket", name));
    }

    /** The tickets that were closed and of which not everything is ended yet. */
    @Transactional(readOnly = true)
    public List<Closing> closing() {
        return jdbc.sql("select key, told_at from ticket where ending order by key")
                .query((row, number) ->
                        new Closing(row.getString(1), row.getTimestamp(2).toInstant()))
                .list();
    }

    /** Notes that all that a ticket justified is ended, unless it was told of anew meanwhile. */
    public void ended(Closing closing) {
        jdbc.sql("update ticket set ending = false where key = ? and told_at = ?")
                .params(closing.key(), Timestamp.from(closing.toldAt()))
                .update();
    }

    private static String canonical(String key) {
        return key.strip().toUpperCase(Locale.ROOT).replace("\0", "");
    }

    private static Ticket ticket(ResultSet row, int number) throws SQLException {
        return new Ticket(
                row.getString("key"),
                TicketStatus.valueOf(row.getString("status")),
                row.getString("type"),
                row.getString("assignee"),
                row.getTimestamp("told_at").toInstant());
    }
}
