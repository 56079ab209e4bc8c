package dev.hallpass.facts;

import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the sources have told.
 *
 * @param facts as decision tables see them: a tree of maps that may be added to, the topmost by names such as
 *     {@code beneficiary}
 * @param unanswered the names of the sources that did not answer
 */
public record GatheredFacts(Map<String, @Nullable Object> facts, SortedSet<String> unanswered) {}
