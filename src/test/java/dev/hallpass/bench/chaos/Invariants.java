package dev.hallpass.bench.chaos;

import tools.jackson.databind.JsonNode;

/** What must hold after every run, whatever happened in it. */
final class Invariants {

    private final ChaosStage stage;
    private final Report report;

    Invariants(ChaosStage stage, Report report) {
        this.stage = stage;
        this.report = report;
    }

    void check(Theatre theatre) {
        checkRequests(theatre);
        checkBundles(theatre);
        checkAudit();
    }

    private void checkRequests(Theatre theatre) {
        same("requests", theatre.accepted().size(), count("select count(*) from access_request"));
        report.count(
                "grants that were in force", count("select count(*) from access_grant where activated_at is not null"));
        none("access without a decision", """
            select count(*) from access_grant g join access_request r on r.id = g.request_id
            where r.rule is null or r.policy_version is null or r.policy_outcome = 'REFUSED'
               or (r.policy_outcome = 'ROUTED' and not exists (select 1 from approval_decision d
                     where d.id = r.final_decision and d.request_id = r.id and d.verdict = 'APPROVE'))\
            """);
        none("decision for oneself", """
            select count(*) from approval_decision where decided_by = requester or decided_by = beneficiary\
            """);
        none("two grants of one request", """
            select count(*) from (select request_id from access_grant group by request_id having count(*) > 1) twice\
            """);
        none("a report by whose access it is", """
            select count(*) from by_hand_order o join access_request r on r.id = o.request_id
            where o.reported_by = r.beneficiary\
            """);
    }

    private void checkBundles(Theatre theatre) {
        same("bundle requests", theatre.bundles().size(), count("select count(*) from bundle_request"));
        count("bundles all in force", """
            select count(*) from bundle_request where state = 'ENDED' and mode = 'ALL_OR_NOTHING'\
            """);
        count("bundles undone", "select count(*) from bundle_request where state = 'UNDONE'");
        count("parts of undone bundles that had been in force", """
            select count(*) from access_request r join bundle_request b on b.id = r.bundle_request_id
            where b.state = 'UNDONE' and r.activated_at is not null\
            """);
        none("all or nothing, but half of it", """
            select count(*) from access_request r join bundle_request b on b.id = r.bundle_request_id
            where b.mode = 'ALL_OR_NOTHING' and b.state = 'ENDED' and r.activated_at is null\
            """);
        none("undone without a reason", """
            select count(*) from bundle_request b where b.state = 'UNDONE' and not exists (
              select 1 from access_request r where r.bundle_request_id = b.id and r.activated_at is null)\
            """);
        none("part in force without a grant of its own", """
            select count(*) from access_request r where r.activated_at is not null and r.extends_grant is null
              and (select count(*) from access_grant g where g.request_id = r.id) <> 1\
            """);
        none("bundle without all its parts", """
            select count(*) from bundle_request b
            where b.size <> (select count(*) from access_request r where r.bundle_request_id = b.id)\
            """);
    }

    private void checkAudit() {
        none("two events of one change", """
            select count(*) from (select request_id, type from audit_event
              where type in ('request.submitted', 'request.active', 'request.ended', 'grant.activated', 'grant.ended')
              group by request_id, type having count(*) > 1) twice\
            """);
        JsonNode audit = stage.hallpass()
                .as(ChaosCompany.AUDITOR)
                .get("/api/v1/audit/verify")
                .json();
        count("audit events", "select count(*) from audit_event");
        if (!audit.path("intact").asBoolean()) {
            report.wrong("audit", audit.toString());
        }
    }

    private void same(String what, long accepted, long stored) {
        if (stored != accepted) {
            report.wrong(what, "%d were accepted, %d are stored".formatted(accepted, stored));
        }
    }

    private void none(String what, String sql) {
        long found = count(sql);
        if (found != 0) {
            report.wrong(what, found + " times");
        }
    }

    private void count(String what, String sql) {
        report.count(what, count(sql));
    }

    private long count(String sql) {
        return stage.database().sql(sql).query(Long.class).single();
    }
}
