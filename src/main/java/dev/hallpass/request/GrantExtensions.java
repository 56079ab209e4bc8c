package dev.hallpass.request;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often, and by how much, grants were extended. */
@Component
public class GrantExtensions {

    private final JdbcClient jdbc;

    GrantExtensions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The extensions that a grant has had.
     *
     * @param count how many
     * @param total by how much in all
     */
    public record History(int count, Duration total) {

        /** Never extended. */
        public static final History NONE = new History(0, Duration.ZERO);
    }

    /** The extensions of one grant. */
    public History of(UUID grant) {
        return of(List.of(grant)).getOrDefault(grant, History.NONE);
    }

    /** The extensions of several grants, by grant; nothing of those that were never extended. */
    public Map<UUID, History> of(Collection<UUID> grants) {
        Map<UUID, History> histories = new HashMap<>();
        if (grants.isEmpty()) {
            return histories;
        }
        jdbc.sql("""
            select extends_grant, count(*) as times, sum(duration_seconds) as seconds from access_request
            where extends_grant = any (?::uuid[]) and end_reason = 'EXTENDED'
            group by extends_grant
            """)
                .param(grants.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, number) -> histories.put(
                        row.getObject("extends_grant", UUID.class),
                        new History(row.getInt("times"), Duration.ofSeconds(row.getLong("seconds")))))
                .list();
        return histories;
    }
}
