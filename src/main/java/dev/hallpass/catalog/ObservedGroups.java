package dev.hallpass.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which group of an application, as it was read last. */
@Component
public class ObservedGroups {

    private final JdbcClient jdbc;
    private final ObservedAccounts accounts;

    ObservedGroups(JdbcClient jdbc, ObservedAccounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /**
     * Whether an account was in a group when that was read last; false where it was never read.
     *
     * @param group its external id
     * @param account any of its ids, in any spelling: the directory need not write it as the application does
     */
    public boolean isMember(String application, String group, String account) {
        return jdbc.sql("""
            select exists (
              select 1 from resource team
              join observed_permission member on member.resource_id = team.id and member.holder_kind = 'ACCOUNT'
              where team.application = ? and team.kind = 'GROUP' and team.external_id = ?
                and lower(member.holder) = any (?::text[]))
            """)
                .params(application, group, idsOf(application, account))
                .query(Boolean.class)
                .single();
    }

    private String[] idsOf(String application, String account) {
        Stream<String> others = accounts.otherIds(application, Set.of(account)).values().stream();
        return Stream.concat(Stream.of(account, accounts.observedId(application, account)), others)
                .map(id -> id.toLowerCase(Locale.ROOT))
                .distinct()
                .toArray(String[]::new);
    }
}
