package dev.hallpass.access;

import dev.hallpass.facts.FactQuestion;
import dev.hallpass.facts.FactSettings;
import dev.hallpass.facts.FactSource;
import dev.hallpass.facts.Facts;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What who gets the access was granted before: how much is in force, and when they had this resource the last time. */
@Component
class GrantFacts implements FactSource {

    static final String IN_FORCE = "select count(*) from access_grant where principal_id = ? and state = 'ACTIVE'";

    private static final String ACTIVE = "beneficiary.activeGrants";
    private static final String LAST_HELD = "beneficiary.lastHeldDays";

    private final JdbcClient jdbc;
    private final FactSettings settings;

    GrantFacts(JdbcClient jdbc, FactSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "grants";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        return facts(Facts.UNKNOWN, Facts.UNKNOWN);
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        String person = question.beneficiary().id().value();
        long active = jdbc.sql(IN_FORCE).param(person).query(Long.class).single();
        // What is in force or being taken back is held now; what failed was never held.
        Instant last = jdbc.sql("""
            select coalesce(ended_at, ?) from access_grant
            where principal_id = ? and resource_id = ? and activated_at is not null
            order by ended_at desc nulls first limit 1
            """)
                .params(
                        Timestamp.from(question.at()),
                        person,
                        question.resource().id().value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(null);
        return facts(
                active,
                last == null
                        ? Facts.NEVER
                        : Math.max(Duration.between(last, question.at()).toDays(), 0));
    }

    private static Map<String, @Nullable Object> facts(Object active, Object lastHeld) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put(ACTIVE, active);
        facts.put(LAST_HELD, lastHeld);
        return facts;
    }
}
