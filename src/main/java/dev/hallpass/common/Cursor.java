package dev.hallpass.common;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;

/** Cursors as callers see them: opaque, to be passed back unchanged. */
public final class Cursor {

    private Cursor() {}

    /** The cursor that stands for a key. */
    public static String of(Object key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(key).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The id that a cursor stands for.
     *
     * @throws ProblemException naming the field {@code cursor}
     */
    public static UUID toId(String cursor) {
        return decode(cursor, UUID::fromString);
    }

    /**
     * The number that a cursor stands for.
     *
     * @throws ProblemException naming the field {@code cursor}
     */
    public static long toNumber(String cursor) {
        return decode(cursor, Long::parseLong);
    }

    /**
     * The text that a cursor stands for, which was made of the prefix and that text.
     *
     * @param prefix tells the cursors of one list from those of others
     * @throws ProblemException naming the field {@code cursor}
     */
    public static String toText(String cursor, String prefix) {
        return decode(cursor, text -> {
            if (!text.startsWith(prefix) || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("of another list");
            }
            return text.substring(prefix.length());
        });
    }

    private static <T> T decode(String cursor, Function<String, T> parse) {
        try {
            return parse.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "cursor", "This is no cursor of this list.", "the nextCursor of the page before, unchanged");
        }
    }
}
