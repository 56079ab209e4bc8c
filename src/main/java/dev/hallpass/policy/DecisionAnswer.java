package dev.hallpass.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a decision's result without trusting its shape: what is missing or of another type is null or empty. */
record DecisionAnswer(Map<?, ?> values) {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    /** More cannot be meant, and calendars end. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    /** Whether nothing is said, in distinction to something that is not understood. */
    boolean isAbsent(String name) {
        return values.get(name) == null;
    }

    boolean isEmptyList(String name) {
        return values.get(name) instanceof List<?> list && list.isEmpty();
    }

    @Nullable
    String text(String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    @Nullable
    Number number(String name) {
        return values.get(name) instanceof Number number ? number : null;
    }

    @Nullable
    Boolean flag(String name) {
        return values.get(name) instanceof Boolean flag ? flag : null;
    }

    @Nullable
    DecisionAnswer map(String name) {
        return values.get(name) instanceof Map<?, ?> map ? new DecisionAnswer(map) : null;
    }

    @Nullable
    Duration duration(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            Duration parsed = Duration.parse(text);
            return parsed.compareTo(SHORTEST_WAIT) >= 0 && parsed.compareTo(LONGEST_WAIT) <= 0 ? parsed : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A text, or the texts of a list; empty if anything else is among them. */
    List<String> texts(String name) {
        if (values.get(name) instanceof String text) {
            return text.isBlank() ? List.of() : List.of(text);
        }
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof String text) || text.isBlank()) {
                    return List.of();
                }
                texts.add(text);
            }
        }
        return texts;
    }

    /** The maps of a list; a list with anything else in it counts as empty, since half a route is no route. */
    List<Map<?, ?>> maps(String name) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof Map<?, ?> map)) {
                    return List.of();
                }
                maps.add(map);
            }
        }
        return maps;
    }
}
