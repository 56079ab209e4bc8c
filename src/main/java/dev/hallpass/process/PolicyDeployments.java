package dev.hallpass.process;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which policy each deployed process version is bound to, by the keys the engine gave them. */
@Repository
class PolicyDeployments {

    private final JdbcClient jdbc;
    private final Clock clock;

    PolicyDeployments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes a deployment; an engine that began anew may give a key again. */
    void save(long processDefinitionKey, int processVersion, long decisionKey, int decisionVersion, String checksum) {
        jdbc.sql("""
            insert into policy_deployment (process_definition_key, process_version, decision_key,
              decision_version, checksum, deployed_at) values (?, ?, ?, ?, ?, ?)
            on conflict (process_definition_key) do update set process_version = excluded.process_version,
              decision_key = excluded.decision_key, decision_version = excluded.decision_version,
              checksum = excluded.checksum, deployed_at = excluded.deployed_at
            """)
                .params(
                        processDefinitionKey,
                        processVersion,
                        decisionKey,
                        decisionVersion,
                        checksum,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * The name of the policy version that a process version is bound to. A process version that somebody else has
     * deployed is noted: what is bound to it is not known here.
     */
    String versionOfProcess(long processDefinitionKey, int processVersion) {
        Optional<String> known = jdbc.sql(
                        "select decision_version, checksum from policy_deployment where process_definition_key = ?")
                .param(processDefinitionKey)
                .query((row, number) ->
                        row.getString(2) == null ? foreign(processVersion) : label(row.getInt(1), row.getString(2)))
                .optional();
        return known.orElseGet(() -> {
            jdbc.sql("""
                insert into policy_deployment (process_definition_key, process_version, deployed_at) values (?, ?, ?)
                on conflict (process_definition_key) do nothing
                """)
                    .params(processDefinitionKey, processVersion, Timestamp.from(clock.instant()))
                    .update();
            return foreign(processVersion);
        });
    }

    private static String foreign(int processVersion) {
        return "access-policy of access-request v" + processVersion;
    }

    /** The process that was deployed last; empty if none was. */
    OptionalLong currentProcess() {
        return jdbc.sql("select process_definition_key from policy_deployment order by deployed_at desc limit 1")
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The decision that new processes are bound to; empty if somebody else has deployed the newest of them. */
    OptionalLong currentDecision() {
        return jdbc.sql("select decision_key from policy_deployment order by deployed_at desc limit 1")
                .query((row, number) -> row.getLong(1) == 0 ? OptionalLong.empty() : OptionalLong.of(row.getLong(1)))
                .optional()
                .orElse(OptionalLong.empty());
    }

    /** The name of a policy version. */
    String versionOfDecision(long decisionKey, int decisionVersion) {
        return jdbc.sql("select checksum from policy_deployment where decision_key = ? order by deployed_at desc limit"
                        + " 1")
                .param(decisionKey)
                .query(String.class)
                .optional()
                .map(checksum -> label(decisionVersion, checksum))
                .orElse("access-policy v" + decisionVersion);
    }

    private static String label(int version, String checksum) {
        return "access-policy v%d sha256:%s".formatted(version, checksum.substring(0, 12));
    }
}
