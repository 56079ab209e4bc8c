package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition in Bitbucket's query language, the part that is used for lists of people and repositories: comparisons of
 * a field with a value, {@code IN} with a list, joined by {@code AND} and {@code OR} ({@code AND} binds stronger).
 */
final class Filter {

    private static final Pattern TOKEN =
            Pattern.compile("(?s)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_][A-Za-z0-9_.]*|[0-9]+|!=|!~|>=|<=|[=~<>(),])");

    /** Gives the value of a field, null where it has none; refuses a field that cannot be asked for. */
    interface Fields extends Function<String, @Nullable String> {}

    private record Comparison(String field, String operator, List<String> values) {

        boolean holds(Fields fields) {
            String actual = fields.apply(field);
            return switch (operator) {
                case "IN" -> actual != null && values.contains(actual);
                case "=" -> values.getFirst().equals(actual);
                case "!=" -> !values.getFirst().equals(actual);
                case "~" -> contains(actual);
                case "!~" -> !contains(actual);
                case ">" -> actual != null && compare(actual) > 0;
                case ">=" -> actual != null && compare(actual) >= 0;
                case "<" -> actual != null && compare(actual) < 0;
                default -> actual != null && compare(actual) <= 0;
            };
        }

        private boolean contains(@Nullable String actual) {
            return actual != null
                    && actual.toLowerCase(Locale.ROOT)
                            .contains(values.getFirst().toLowerCase(Locale.ROOT));
        }

        /** Permissions have their own order. */
        private int compare(String actual) {
            Optional<Level> one = Level.parse(actual);
            Optional<Level> other = Level.parse(values.getFirst());
            return one.isPresent() && other.isPresent()
                    ? one.get().compareTo(other.get())
                    : actual.compareTo(values.getFirst());
        }
    }

    private final List<String> tokens;
    private int next;
    private final List<List<Comparison>> alternatives = new ArrayList<>();

    private Filter(String text) {
        tokens = tokens(text);
        do {
            List<Comparison> all = new ArrayList<>();
            do {
                all.add(comparison());
            } while (accept("AND"));
            alternatives.add(all);
        } while (accept("OR"));
        if (next < tokens.size()) {
            throw malformed();
        }
    }

    /** @throws RefusedException 400 if the text is no condition */
    static Filter parse(String text) {
        return new Filter(text);
    }

    boolean holds(Fields fields) {
        return alternatives.stream().anyMatch(all -> all.stream().allMatch(comparison -> comparison.holds(fields)));
    }

    /** The fields that it asks for. */
    List<String> fields() {
        return alternatives.stream()
                .flatMap(List::stream)
                .map(Comparison::field)
                .toList();
    }

    /** How many values its longest list has. */
    int longestList() {
        return alternatives.stream()
                .flatMap(List::stream)
                .mapToInt(comparison -> comparison.values().size())
                .max()
                .orElse(0);
    }

    private Comparison comparison() {
        String field = take();
        if (accept("IN")) {
            List<String> values = new ArrayList<>();
            expect("(");
            do {
                values.add(value());
            } while (accept(","));
            expect(")");
            return new Comparison(field, "IN", values);
        }
        String operator = take();
        if (!List.of("=", "!=", "~", "!~", ">", ">=", "<", "<=").contains(operator)) {
            throw malformed();
        }
        return new Comparison(field, operator, List.of(value()));
    }

    private String value() {
        String token = take();
        if (Character.isLetterOrDigit(token.charAt(0))) {
            return token;
        }
        if (!token.startsWith("\"")) {
            throw malformed();
        }
        return token.substring(1, token.length() - 1).replaceAll("(?s)\\\\(.)", "$1");
    }

    private boolean accept(String token) {
        if (next < tokens.size() && tokens.get(next).equalsIgnoreCase(token)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw malformed();
        }
    }

    private String take() {
        if (next >= tokens.size()) {
            throw malformed();
        }
        return tokens.get(next++);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end != text.stripTrailing().length()) {
            throw malformed();
        }
        return tokens;
    }

    private static RefusedException malformed() {
        return RefusedException.of(400, "The query is malformed.");
    }
}
