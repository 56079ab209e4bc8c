package dev.hallpass.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The process element on whose behalf the current thread works; it goes into each event recorded meanwhile. */
public final class AuditContext {

    private static final ThreadLocal<@Nullable Place> CURRENT = new ThreadLocal<>();

    private AuditContext() {}

    /** Runs the work as part of a process element, and restores what was before. */
    public static <T> T within(long processInstanceKey, String elementId, Supplier<T> work) {
        Place before = CURRENT.get();
        CURRENT.set(new Place(processInstanceKey, elementId));
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    static @Nullable Place current() {
        return CURRENT.get();
    }

    /** Where in which process instance. */
    public record Place(long processInstanceKey, String elementId) {}
}
