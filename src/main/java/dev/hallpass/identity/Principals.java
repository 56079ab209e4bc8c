package dev.hallpass.identity;

import dev.hallpass.common.ProblemException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All principals. Each look reads the database: where access is decided nothing may be stale. */
@Component
public class Principals {

    private static final String SELECT = """
        select p.id, p.display_name, p.email, p.manager, p.employment, p.active, p.groups, p.on_call_for,
          p.department, p.location, p.team, p.zone,
          array(select a.application || chr(10) || a.account from principal_account a
                where a.principal_id = p.id) as accounts
        from principal p
        """;

    private final JdbcClient jdbc;

    Principals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The principal, if there is one of this name. */
    public Optional<Principal> find(PrincipalId id) {
        if (id.value().indexOf('\0') >= 0) {
            // PostgreSQL takes no such text.
            return Optional.empty();
        }
        return jdbc.sql(SELECT + " where p.id = ?")
                .param(id.value())
                .query(Principals::principal)
                .optional();
    }

    /**
     * The principal of this name.
     *
     * @throws ProblemException naming the field if there is none
     */
    public Principal require(PrincipalId id, String field) {
        return find(id).orElseThrow(() ->
                ProblemException.invalid(field, "There is no person of this name.", "the login name of a person"));
    }

    /** Whose these accounts of an application are, by account; nothing of those that are nobody's. */
    public Map<String, Principal> ofAccounts(String application, Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        Map<String, Principal> owners = new HashMap<>();
        jdbc.sql(SELECT + """
            where p.id in (select a.principal_id from principal_account a
              where a.application = ? and a.account = any (?::text[]))
            """)
                .params(application, accounts.toArray(String[]::new))
                .query(Principals::principal)
                .list()
                .forEach(owner -> owners.put(owner.accounts().get(application), owner));
        return owners;
    }

    /** Those of these people who are known and active. */
    public Set<PrincipalId> activeAmong(Collection<PrincipalId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        String[] ids = people.stream().map(PrincipalId::value).toArray(String[]::new);
        return Set.copyOf(jdbc.sql("select id from principal where id = any (?::text[]) and active")
                .param(ids)
                .query((row, number) -> new PrincipalId(row.getString(1)))
                .list());
    }

    /** Those who are not active any more and from whom not everything was taken yet. */
    public List<PrincipalId> leaving() {
        return jdbc.sql("select id from principal where leaving order by id")
                .query((row, number) -> new PrincipalId(row.getString(1)))
                .list();
    }

    /** Notes that everything was taken from somebody who has left. */
    public void left(PrincipalId id) {
        jdbc.sql("update principal set leaving = false where id = ? and not active")
                .param(id.value())
                .update();
    }

    /** The active people in a group. */
    public Set<PrincipalId> membersOf(String group) {
        return Set.copyOf(jdbc.sql("select id from principal where groups @> array[?]::text[] and active")
                .param(group)
                .query((row, number) -> new PrincipalId(row.getString(1)))
                .list());
    }

    /** The active people in the team of somebody, without themselves; none if no team is told of them. */
    public Set<PrincipalId> teamOf(PrincipalId id) {
        return others("p.team = o.team", id);
    }

    /** The active people who report to the manager of somebody, without themselves; none if they have no manager. */
    public Set<PrincipalId> reportingBeside(PrincipalId id) {
        return others("p.manager = o.manager", id);
    }

    private Set<PrincipalId> others(String alike, PrincipalId id) {
        return Set.copyOf(jdbc.sql("select p.id from principal o join principal p on p.active and p.id <> o.id and "
                        + alike + " where o.id = ?")
                .param(id.value())
                .query((row, number) -> new PrincipalId(row.getString(1)))
                .list());
    }

    private static Principal principal(ResultSet row, int number) throws SQLException {
        String manager = row.getString("manager");
        String zone = row.getString("zone");
        Map<String, String> accounts = new HashMap<>();
        for (String account : texts(row.getArray("accounts"))) {
            int end = account.indexOf('\n');
            accounts.put(account.substring(0, end), account.substring(end + 1));
        }
        return new Principal(
                new PrincipalId(row.getString("id")),
                row.getString("display_name"),
                row.getString("email"),
                texts(row.getArray("groups")),
                manager == null ? null : new PrincipalId(manager),
                Employment.valueOf(row.getString("employment")),
                row.getBoolean("active"),
                texts(row.getArray("on_call_for")),
                accounts,
                row.getString("department"),
                row.getString("location"),
                row.getString("team"),
                zone == null ? null : ZoneId.of(zone));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new HashSet<>(Set.of((String[]) array.getArray()));
    }
}
