package dev.hallpass.web;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.web.Idempotency.StoredAnswer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The stored keys of calls and the answers that they got. */
@Repository
class IdempotencyKeys {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WebSettings settings;

    IdempotencyKeys(JdbcClient jdbc, Clock clock, WebSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Takes a key for the surrounding transaction; false if it is taken. */
    boolean claim(PrincipalId principal, String key, ApiCall call) {
        return jdbc.sql("""
            insert into idempotency_key (principal_id, key, target, body_hash, created_at) values (?, ?, ?, ?, ?)
            on conflict (principal_id, key) do nothing
            """)
                        .params(principal.value(), key, call.target(), call.bodyHash(), Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    void store(PrincipalId principal, String key, StoredAnswer answer) {
        jdbc.sql("update idempotency_key set status = ?, location = ?, answer = ? where principal_id = ? and key = ?")
                .params(Arrays.asList(answer.status(), answer.location(), answer.body(), principal.value(), key))
                .update();
    }

    Optional<Entry> find(PrincipalId principal, String key) {
        return jdbc.sql("""
            select target, body_hash, status, location, answer from idempotency_key
            where principal_id = ? and key = ?
            """)
                .params(principal.value(), key)
                .query((row, number) -> new Entry(
                        row.getString("target"),
                        row.getString("body_hash"),
                        row.getString("answer") == null
                                ? null
                                : new StoredAnswer(
                                        row.getInt("status"), row.getString("location"), row.getString("answer"))))
                .optional();
    }

    /** Forgets keys that nobody will use again. */
    @Scheduled(fixedDelayString = "${hallpass.web.forget-interval:PT10M}")
    int forgetOld() {
        return jdbc.sql("delete from idempotency_key where created_at < ?")
                .param(Timestamp.from(clock.instant().minus(settings.keepAnswers())))
                .update();
    }

    /** A key and what it was used for. */
    record Entry(String target, String bodyHash, @Nullable StoredAnswer answer) {}
}
