package dev.hallpass.connector.http;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes the claims of all instances in PostgreSQL, in transactions of its own: what was claimed stays claimed, whatever
 * becomes of the work it was for. One claim of a budget at a time, by an advisory lock.
 */
final class CallsInDatabase implements SharedCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;

    CallsInDatabase(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Claimed claim(String budget, Map<Long, Integer> changes, long minute, int wanted, int limit) {
        return Objects.requireNonNull(alone.execute(status -> {
            lock(budget);
            Map<Long, Integer> before = read(budget);
            Claimed claimed = SharedCalls.apply(new CallsByMinute(before), changes, minute, wanted, limit);
            write(budget, before, claimed.all());
            return claimed;
        }));
    }

    private void lock(String budget) {
        jdbc.sql("""
            select set_config('lock_timeout', :patience, true), set_config('statement_timeout', :patience, true),
              pg_advisory_xact_lock(hashtextextended('hallpass.connector.calls ' || :budget, 0))
            """)
                .param("patience", PATIENCE.toMillis() + "ms")
                .param("budget", budget)
                .query()
                .singleRow();
    }

    private Map<Long, Integer> read(String budget) {
        Map<Long, Integer> calls = new HashMap<>();
        jdbc.sql("select minute, calls from connector_call where budget = ?")
                .param(budget)
                .query(row -> {
                    OffsetDateTime minute = row.getObject(1, OffsetDateTime.class);
                    calls.put(Math.floorDiv(minute.toEpochSecond(), 60L), row.getInt(2));
                });
        return calls;
    }

    private void write(String budget, Map<Long, Integer> before, Map<Long, Integer> after) {
        after.forEach((minute, calls) -> {
            if (!calls.equals(before.get(minute))) {
                jdbc.sql("""
                    insert into connector_call (budget, minute, calls) values (?, ?, ?)
                    on conflict (budget, minute) do update set calls = excluded.calls
                    """).params(budget, timeOf(minute), calls).update();
            }
        });
        before.keySet().stream()
                .filter(minute -> !after.containsKey(minute))
                .forEach(minute -> jdbc.sql("delete from connector_call where budget = ? and minute = ?")
                        .params(budget, timeOf(minute))
                        .update());
    }

    @Override
    public void forgetBefore(long minute) {
        alone.executeWithoutResult(status -> jdbc.sql("delete from connector_call where minute < ?")
                .param(timeOf(minute))
                .update());
    }

    private static OffsetDateTime timeOf(long minute) {
        return Instant.ofEpochSecond(minute * 60).atOffset(ZoneOffset.UTC);
    }
}
