package dev.hallpass.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a decision's result without trusting its shape: what is missing or of another type is null or empty. */
record DecisionAnswer(Map<?, ?> values) {

    @Nullable
    String text(String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    @Nullable
    Number number(String name) {
        return values.get(name) instanceof Number number ? number : null;
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
