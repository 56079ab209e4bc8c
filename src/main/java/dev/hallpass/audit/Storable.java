package dev.hallpass.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values as the trail can keep and hash them. Recording a fact must not fail because of what somebody typed, and two
 * different facts must not look the same to the hash.
 */
final class Storable {

    /** Up to here each whole number has a JSON number of its own (RFC 8785, RFC 7493). */
    private static final long LARGEST_EXACT = (1L << 53) - 1;

    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    /** The details with texts, exact numbers, booleans, and lists and maps of them. */
    static Map<String, Object> details(Map<?, ?> details) {
        Map<String, Object> storable = new LinkedHashMap<>();
        details.forEach((name, value) -> storable.put(String.valueOf(text(String.valueOf(name))), value(value)));
        return storable;
    }

    private static Object value(@Nullable Object value) {
        if (value instanceof Boolean || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value;
        }
        if (value instanceof Long number && Math.abs(number) <= LARGEST_EXACT && number != Long.MIN_VALUE) {
            return number;
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number;
        }
        if (value instanceof Map<?, ?> map) {
            return details(map);
        }
        if (value instanceof Collection<?> collection) {
            Stream<Object> values = collection.stream().map(Storable::value);
            // The order of a set is an accident, so it has none in the trail either.
            return collection instanceof Set<?> ? sorted(values) : values.toList();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return cleaned(String.valueOf(value));
    }

    private static Object sorted(Stream<Object> values) {
        return values.sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
    }

    /** The text without what neither PostgreSQL nor JSON can carry: NUL and halves of surrogate pairs. */
    static @Nullable String text(@Nullable String text) {
        return text == null ? null : cleaned(text);
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || isHalfAPair(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** A surrogate that is a code point has no other half beside it. */
    private static boolean isHalfAPair(int codePoint) {
        return codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
    }
}
