package dev.hallpass.access;

import dev.hallpass.QueryPlans;

/** 40,000 grants on 200 resources: most are over, but those from 30,000 on are in force, on resource 100. */
final class ManyGrants {

    static final int CROWDED = 100;

    private ManyGrants() {}

    static QueryPlans stored() {
        QueryPlans plans = new QueryPlans().withResources(200, 1);
        plans.store("""
            insert into access_request (id, requester, beneficiary, resource_id, role, duration_seconds,
              whole_duration_seconds, justification, state, submitted_at, ended_at, version)
            select ('019a0000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i % 500, 'p' || i % 500,
              ('00000000-0000-7000-8000-' || lpad((i % 200)::text, 12, '0'))::uuid, 'write', 60, 60, 'why',
              'CANCELLED', now(), now(), 0
            from generate_series(1, 40000) i
            """);
        plans.store("""
            insert into access_grant (id, request_id, principal_id, resource_id, account, role, duration_seconds,
              state, opened_at, activated_at, expires_at, end_reason, revoking_since, ended_at, version)
            select id, id, requester, resource_id, requester, role, 60, 'ENDED', now(), now(),
              now() + interval '1 minute', 'EXPIRED', now(), now(), 0
            from access_request
            """);
        plans.store("""
            update access_grant set resource_id = '00000000-0000-7000-8000-000000000100', state = 'ACTIVE',
              end_reason = null, revoking_since = null, ended_at = null
            where id > '019a0000-0000-7000-8000-000000030000'
            """);
        plans.store("""
            insert into access_pair (principal_id, resource_id, account, open, read_at)
            select p.id, r.id, p.id, true, now() from principal p cross join resource r
            """);
        plans.analyze();
        return plans;
    }
}
