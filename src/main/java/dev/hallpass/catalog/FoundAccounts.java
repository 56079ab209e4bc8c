package dev.hallpass.catalog;

import dev.hallpass.connector.DiscoveredAccount;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts that belong to the applications. Each call joins a transaction. */
@Component
class FoundAccounts {

    private final JdbcClient jdbc;

    FoundAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes an account in that was seen in the pass that began then. */
    void save(String application, DiscoveredAccount found, Instant pass) {
        jdbc.sql("""
            insert into observed_account (application, account, other_id, display_name, email, active, seen_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application, account) do update set other_id = excluded.other_id,
              display_name = excluded.display_name,
              email = excluded.email, active = excluded.active, seen_at = excluded.seen_at, left_at = null
            """)
                .params(Arrays.asList(
                        application,
                        found.account(),
                        found.otherId(),
                        found.displayName(),
                        found.email(),
                        found.active(),
                        Timestamp.from(pass)))
                .update();
    }

    /** Those that a complete pass has not seen do not belong to the application any more. */
    int leave(String application, Instant pass) {
        return jdbc.sql("update observed_account set left_at = ? where application = ? and seen_at < ? and left_at is"
                        + " null")
                .params(Timestamp.from(pass), application, Timestamp.from(pass))
                .update();
    }
}
