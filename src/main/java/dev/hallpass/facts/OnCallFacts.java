package dev.hallpass.facts;

import dev.hallpass.identity.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether who gets the access is on call, and for what. The directory's word needs no look; that somebody is not on call
 * is known only if the schedules were looked at.
 */
@Component
class OnCallFacts implements FactSource {

    private static final String ON_CALL = "beneficiary.onCall";
    private static final String FOR = "beneficiary.onCallFor";

    private final OnCallSchedules schedules;
    private final FactSettings settings;

    OnCallFacts(OnCallSchedules schedules, FactSettings settings) {
        this.schedules = schedules;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "on-call";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put(ON_CALL, byDirectory(question) ? true : Facts.UNKNOWN);
        facts.put(FOR, Facts.UNKNOWN);
        return facts;
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        Principal person = question.beneficiary();
        List<OnCallSchedules.Duty> duties = schedules.duties(person.id(), question.resource(), question.at());
        TreeSet<String> all = new TreeSet<>(person.onCallFor());
        duties.forEach(duty -> all.add(duty.schedule()));
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put(ON_CALL, byDirectory(question) || duties.stream().anyMatch(OnCallSchedules.Duty::covers));
        facts.put(FOR, List.copyOf(all));
        return facts;
    }

    /** By path only: a bare name may be another application's as well. */
    private static boolean byDirectory(FactQuestion question) {
        return question.beneficiary().onCallFor().stream()
                .anyMatch(question.resource().path()::equalsIgnoreCase);
    }
}
