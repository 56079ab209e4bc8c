package dev.hallpass.facts;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The risk that who gets the access is; unknown if nobody has told it. */
@Component
class RiskFacts implements FactSource {

    private static final String RISK = "beneficiary.risk";

    private final Risks risks;
    private final FactSettings settings;

    RiskFacts(Risks risks, FactSettings settings) {
        this.risks = risks;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        return Map.of(RISK, Facts.UNKNOWN);
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        return Map.of(
                RISK,
                risks.of(question.beneficiary().id())
                        .map(risk -> risk.level().name())
                        .orElse(Facts.UNKNOWN));
    }
}
