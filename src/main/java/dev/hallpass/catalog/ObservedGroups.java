package dev.hallpass.catalog;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in which group of an application, as it was read last. */
@Component
public class ObservedGroups {

    private final JdbcClient jdbc;

    ObservedGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether an account was in a group when that was read last; false where it was never read.
     *
     * @param group its external id
     */
    public boolean isMember(String application, String group, String account) {
        return jdbc.sql("""
            select exists (
              select 1 from resource team
              join observed_permission member on member.resource_id = team.id and member.holder_kind = 'ACCOUNT'
              where team.application = ? and team.kind = 'GROUP' and team.external_id = ? and member.holder = ?)
            """)
                .params(application, group, account)
                .query(Boolean.class)
                .single();
    }
}
