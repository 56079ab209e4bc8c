package dev.hallpass.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many days ago who gets the access has used the resource. Where nobody tells of uses in its application, nobody can
 * be said never to have used it.
 */
@Component
class UseFacts implements FactSource {

    private static final String LAST_USE = "beneficiary.lastUseDays";

    private final ResourceUses uses;
    private final FactSettings settings;

    UseFacts(ResourceUses uses, FactSettings settings) {
        this.uses = uses;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "uses";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        return Map.of(LAST_USE, Facts.UNKNOWN);
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        Instant last =
                uses.last(question.beneficiary().id(), question.resource().id()).orElse(null);
        if (last != null) {
            return Map.of(
                    LAST_USE, Math.max(Duration.between(last, question.at()).toDays(), 0));
        }
        return Map.of(LAST_USE, uses.areToldOf(question.resource().application()) ? Facts.NEVER : Facts.UNKNOWN);
    }
}
