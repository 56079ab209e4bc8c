package dev.hallpass.facts;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells some of the facts that a policy looks at. An implementation is a Spring bean, of whatever module; it is asked on
 * a thread of its own, which is interrupted when its time is over.
 */
public interface FactSource {

    /** A short name for metrics, logs and the trail, such as {@code tickets}; unique. */
    String name();

    /** How long is waited for an answer. */
    Duration timeout();

    /**
     * What holds if it does not answer: the same facts as in an answer, by their paths, such as
     * {@code beneficiary.trainings}. What the question itself tells may be said; what is not known is
     * {@link Facts#UNKNOWN}. Quick, and never fails.
     */
    Map<String, @Nullable Object> unanswered(FactQuestion question);

    /**
     * The facts by their paths, all that {@link #unanswered} names and no others: texts, numbers, booleans, null, lists
     * and maps of these.
     *
     * @throws RuntimeException if it cannot tell now
     * @throws InterruptedException if it took too long
     */
    Map<String, @Nullable Object> answer(FactQuestion question) throws InterruptedException;
}
