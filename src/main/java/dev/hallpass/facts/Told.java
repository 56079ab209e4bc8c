package dev.hallpass.facts;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.common.ProblemException;
import org.jspecify.annotations.Nullable;

/** What all that is told through the API has in common: how texts are checked and what the trail says. */
final class Told {

    private Told() {}

    /** Complains of a text that is blank, too long or has characters that no line has; none at all is fine. */
    static void text(@Nullable String text, String field, int longest) {
        if (text != null
                && (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl))) {
            throw ProblemException.invalid(
                    field, "This text cannot be stored.", "a line of 1 to %d characters".formatted(longest));
        }
    }

    static AuditEvent event(String by, String kind, String key) {
        return event(AuditEventType.FACT_TOLD, by, kind, key);
    }

    static AuditEvent event(AuditEventType type, String by, String kind, String key) {
        return AuditEvent.of(type, by).with("kind", kind).with("key", key);
    }
}
