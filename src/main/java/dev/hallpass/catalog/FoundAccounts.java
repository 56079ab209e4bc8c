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

    /**
     * Takes an account in that was seen in the pass that began then. Of an account with two ids the application may show
     * one only, now or before: it stays one account.
     */
    void save(String application, DiscoveredAccount found, Instant pass) {
        if (found.otherId() != null) {
            jdbc.sql("""
                update observed_account a set account = ? where application = ? and account = ?
                  and not exists (select 1 from observed_account b where b.application = a.application and b.account = ?)
                """)
                    .params(found.account(), application, found.otherId(), found.account())
                    .update();
        }
        String account = jdbc.sql("select account from observed_account where application = ? and other_id = ?")
                .params(application, found.account())
                .query(String.class)
                .optional()
                .orElse(found.account());
        jdbc.sql("""
            insert into observed_account (application, account, other_id, display_name, email, active, seen_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application, account) do update set
              other_id = coalesce(excluded.other_id, observed_account.other_id),
              display_name = excluded.display_name,
              email = excluded.email, active = excluded.active, seen_at = excluded.seen_at, left_at = null
            """)
                .params(Arrays.asList(
                        application,
                        account,
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
