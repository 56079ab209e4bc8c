package dev.hallpass.web;

import dev.hallpass.common.Cursor;
import dev.hallpass.common.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; an empty one counts as absent, a wrong one is named with what would be right. */
final class Parameters {

    /** The most items that a page can have. */
    static final int MOST = 200;

    /** The items of a page if the caller does not say. */
    static final String USUAL = "50";

    private Parameters() {}

    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static int limit(String text) {
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw ProblemException.invalid("limit", "This is no size of a page.", "a number from 1 to " + MOST);
    }

    static @Nullable UUID cursor(@Nullable String text) {
        String cursor = text(text);
        return cursor == null ? null : Cursor.toId(cursor);
    }

    static <E extends Enum<E>> @Nullable E choice(@Nullable String text, String field, Class<E> type) {
        String chosen = text(text);
        if (chosen == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(chosen))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        field,
                        "There is no such value.",
                        "one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }

    static @Nullable Instant instant(@Nullable String text, String field) {
        String given = text(text);
        if (given == null) {
            return null;
        }
        try {
            // A plus sign that was not encoded has become a space.
            return OffsetDateTime.parse(given.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    field, "This is not a time.", "an ISO-8601 date and time with zone, like 2026-11-24T09:30:00Z");
        }
    }

    static @Nullable UUID id(@Nullable String text, String field) {
        String given = text(text);
        if (given == null) {
            return null;
        }
        try {
            return UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "This is not an id.", "a UUID");
        }
    }
}
