package dev.hallpass.facts;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks all sources at the same time. One that fails or takes too long does not hold up the others: what it says for that
 * case is taken, the metric {@code hallpass.facts.source} counts it, and a line is logged.
 */
@Component
public class FactGathering {

    private final List<AskedSource> sources;

    FactGathering(List<FactSource> sources, FactSettings settings, MeterRegistry meters) {
        this.sources = sources.stream()
                .map(source -> new AskedSource(source, settings.atOnce(), meters))
                .toList();
        if (sources.stream().map(FactSource::name).distinct().count() < sources.size()) {
            throw new IllegalStateException("Two sources of facts have the same name");
        }
    }

    /**
     * What is known about a question. Waits for the sources, so it is not to be called with a database transaction in
     * hand: the sources need connections of their own.
     */
    public GatheredFacts gather(FactQuestion question) {
        List<AskedSource.Asked> asked = new ArrayList<>();
        for (AskedSource source : sources) {
            asked.add(source.ask(question));
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        TreeSet<String> unanswered = new TreeSet<>();
        for (AskedSource.Asked each : asked) {
            AskedSource.Answer answer = each.await();
            answer.facts().forEach((path, value) -> put(facts, path, value));
            if (!answer.given()) {
                unanswered.add(answer.source());
            }
        }
        return new GatheredFacts(facts, unanswered);
    }

    /** The longest that {@link #gather} takes. */
    public Duration longest() {
        return sources.stream()
                .map(AskedSource::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> facts, String path, @Nullable Object value) {
        Map<String, @Nullable Object> place = facts;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            place = (Map<String, @Nullable Object>)
                    place.computeIfAbsent(names[i], name -> new LinkedHashMap<String, @Nullable Object>());
        }
        String last = names[names.length - 1];
        if (place.containsKey(last)) {
            throw new IllegalStateException("Two sources tell the fact " + path);
        }
        place.put(last, value);
    }
}
