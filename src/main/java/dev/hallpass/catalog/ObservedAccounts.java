package dev.hallpass.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who the accounts of the applications are, as rows. */
@Component
class ObservedAccounts {

    private final JdbcClient jdbc;

    ObservedAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account as people know it. */
    record Account(String displayName, @Nullable String email) {}

    /** Names and addresses of accounts, also of those that do not belong to the application any more. */
    Map<String, Account> people(String application, ResourceId resource, Collection<String> accounts) {
        Map<String, Account> people = new HashMap<>();
        String[] wanted = accounts.toArray(String[]::new);
        jdbc.sql("""
            select holder, display_name, null from observed_permission
            where resource_id = ? and holder_kind = 'ACCOUNT' and holder = any (?::text[]) and display_name <> ''
            union all
            select account, display_name, email from observed_account where application = ? and account = any (?::text[])
            """)
                .params(Arrays.asList(resource.value(), wanted, application, wanted))
                .query(row -> {
                    people.put(row.getString(1), new Account(row.getString(2), row.getString(3)));
                });
        return people;
    }

    /** Of each of these ids that belongs to an account with two, the other one, whichever was given. */
    Map<String, String> otherIds(String application, Collection<String> ids) {
        Map<String, String> others = new HashMap<>();
        String[] wanted = ids.toArray(String[]::new);
        jdbc.sql("""
            select account, other_id from observed_account
            where application = ? and account = any (?::text[]) and other_id is not null
            union
            select account, other_id from observed_account where application = ? and other_id = any (?::text[])
            """).params(application, wanted, application, wanted).query(row -> {
            if (ids.contains(row.getString(1))) {
                others.put(row.getString(1), row.getString(2));
            }
            if (ids.contains(row.getString(2))) {
                others.put(row.getString(2), row.getString(1));
            }
        });
        return others;
    }

    /** The id that permissions are observed under, as the application writes it. */
    String observedId(String application, String id) {
        return jdbc.sql("""
            select account from observed_account where application = ? and (other_id = ? or lower(account) = lower(?))
            order by account = ? desc limit 1
            """)
                .params(application, id, id, id)
                .query(String.class)
                .optional()
                .orElse(id);
    }

    boolean isMember(String application, String account) {
        return jdbc.sql("""
            select exists (select 1 from observed_account where application = ? and (account = ? or other_id = ?)
              and left_at is null)
              or not exists (select 1 from discovery where application = ? and accounts_complete_at is not null)
            """)
                .params(application, account, account, application)
                .query(Boolean.class)
                .single();
    }
}
