package dev.hallpass.bench.chaos;

import dev.hallpass.bench.chaos.ChaosCompany.Pair;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Lets all settle, and then compares everything with the model and checks the invariants. */
final class Verdict {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String UNSETTLED = """
        select (select count(*) from access_request
                where state not in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED')) as requests,
               (select count(*) from access_grant where state not in ('ENDED', 'FAILED')) as grants,
               (select count(*) from access_pair where open) as pairs,
               (select count(*) from access_pair where intending) as intentions,
               (select count(*) from process_outbox) as commands\
        """;

    private final ChaosStage stage;
    private final Pairs pairs;
    private final Report report;

    Verdict(ChaosStage stage, Pairs pairs, Report report) {
        this.stage = stage;
        this.pairs = pairs;
        this.report = report;
    }

    /** Waits until nothing is left to be done. */
    void settle() throws InterruptedException {
        long begun = System.nanoTime();
        Map<String, Object> left = stage.database().sql(UNSETTLED).query().singleRow();
        while (left.values().stream().anyMatch(count -> !count.equals(0L))
                && System.nanoTime() - begun < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(500);
            left = stage.database().sql(UNSETTLED).query().singleRow();
        }
        report.count(
                "seconds until settled",
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        left.forEach((what, count) -> {
            if (!count.equals(0L)) {
                report.wrong("not settled", "%s %s are left after %s".formatted(count, what, PATIENCE));
            }
        });
    }

    /** Person by person, place by place. */
    void compare() {
        for (Workspace workspace : stage.workspaces()) {
            Map<String, String> held = workspace.everything();
            Map<String, String> expected = new HashMap<>();
            for (PairState state : pairs.all()) {
                Pair pair = state.pair();
                if (pair.place().workspace().equals(workspace.name())
                        && !state.standing().equals("none")) {
                    expected.put(pair.place().id() + " " + ChaosCompany.account(pair.person()), state.standing());
                }
            }
            Set<String> all = new TreeSet<>(held.keySet());
            all.addAll(expected.keySet());
            for (String who : all) {
                String is = held.getOrDefault(who, "none");
                String should = expected.getOrDefault(who, "none");
                if (!is.equals(should)) {
                    report.wrong(
                            "difference", "%s/%s has %s, should have %s".formatted(workspace.name(), who, is, should));
                }
            }
        }
        report.count("pairs compared", pairs.all().size());
    }

    /** What must hold after every run. */
    void checkInvariants(Set<UUID> accepted) {
        long stored = count("select count(*) from access_request");
        if (stored != accepted.size()) {
            report.wrong("requests", "%d were accepted, %d are stored".formatted(accepted.size(), stored));
        }
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
        none("two events of one change", """
            select count(*) from (select request_id, type from audit_event
              where type in ('request.submitted', 'request.active', 'request.ended', 'grant.activated', 'grant.ended')
              group by request_id, type having count(*) > 1) twice\
            """);
        JsonNode audit = stage.hallpass()
                .as(ChaosCompany.AUDITOR)
                .get("/api/v1/audit/verify")
                .json();
        report.count("audit events", count("select count(*) from audit_event"));
        if (!audit.path("intact").asBoolean()) {
            report.wrong("audit", audit.toString());
        }
    }

    private void none(String what, String sql) {
        long found = count(sql);
        if (found != 0) {
            report.wrong(what, found + " times");
        }
    }

    private long count(String sql) {
        return stage.database().sql(sql).query(Long.class).single();
    }
}
