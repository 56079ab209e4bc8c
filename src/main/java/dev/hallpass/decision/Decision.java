package dev.hallpass.decision;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one evaluation.
 *
 * @param output the result as plain values (text, number, boolean, null, list, map); null if no rule fitted or it failed
 * @param failure why there is no result; null if there is one
 * @param matchedRules for each table that was evaluated, by the id of its decision, the ids of the rules that gave its result
 */
public record Decision(@Nullable Object output, @Nullable String failure, Map<String, List<String>> matchedRules) {}
