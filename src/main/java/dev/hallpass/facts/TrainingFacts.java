package dev.hallpass.facts;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The trainings of who gets the access. Where nobody tells of trainings, nobody can be said to have none. */
@Component
class TrainingFacts implements FactSource {

    private static final String TRAININGS = "beneficiary.trainings";

    private final Trainings trainings;
    private final FactSettings settings;

    TrainingFacts(Trainings trainings, FactSettings settings) {
        this.trainings = trainings;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "trainings";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        return Map.of(TRAININGS, Facts.UNKNOWN);
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        List<Training> completed = trainings.of(question.beneficiary().id());
        if (completed.isEmpty() && !trainings.areTold()) {
            return unanswered(question);
        }
        ZoneId zone = Zones.of(question.beneficiary(), settings);
        LocalDate today = LocalDate.ofInstant(question.at(), zone == null ? ZoneOffset.UTC : zone);
        return Map.of(
                TRAININGS,
                completed.stream().map(training -> described(training, today)).toList());
    }

    private static Map<String, Object> described(Training training, LocalDate today) {
        return Map.of(
                "name",
                training.name(),
                "completedOn",
                training.completedOn().toString(),
                "ageDays",
                Math.max(ChronoUnit.DAYS.between(training.completedOn(), today), 0));
    }
}
