package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.RefusedException;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A list that is answered page by page: at most 100 elements, with an opaque link to the next page. */
final class Listing<T> {

    private static final int USUAL_LENGTH = 10;
    private static final int GREATEST_LENGTH = 100;

    private final HttpCall call;
    private List<T> items;
    private boolean countable = true;

    Listing(HttpCall call, List<T> items) {
        this.call = call;
        this.items = items;
    }

    /** Leaves out {@code size} and {@code page}, as some of Bitbucket's lists do. */
    Listing<T> withoutSize() {
        countable = false;
        return this;
    }

    /** Applies the parameters {@code q} and {@code sort}. */
    Listing<T> filteredBy(BiFunction<T, String, @Nullable String> fields) {
        call.parameter("q")
                .map(Filter::parse)
                .ifPresent(filter -> items = items.stream()
                        .filter(item -> filter.holds(field -> fields.apply(item, field)))
                        .toList());
        call.parameter("sort").ifPresent(sort -> items = sorted(sort, fields));
        return this;
    }

    Reply answer(Function<T, ObjectNode> document) {
        int length = Math.min(number(call.parameter("pagelen").orElse(null), USUAL_LENGTH), GREATEST_LENGTH);
        int offset = offset(length);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("pagelen", length);
        if (countable) {
            page.put("size", items.size());
            page.put("page", offset / length + 1);
        }
        ArrayNode values = page.putArray("values");
        items.stream().skip(offset).limit(length).map(document).forEach(values::add);
        if (offset + length < items.size()) {
            page.put("next", nextAddress(offset + length));
        }
        return Reply.ok(page);
    }

    private List<T> sorted(String sort, BiFunction<T, String, @Nullable String> fields) {
        boolean descending = sort.startsWith("-");
        String field = descending ? sort.substring(1) : sort;
        Comparator<T> ascending = Comparator.comparing(
                item -> fields.apply(item, field), Comparator.nullsFirst(Comparator.<String>naturalOrder()));
        return items.stream()
                .sorted(descending ? ascending.reversed() : ascending)
                .toList();
    }

    private int offset(int length) {
        String page = call.parameter("page").orElse(null);
        if (page == null) {
            return 0;
        }
        if (page.chars().allMatch(Character::isDigit)) {
            return (number(page, 1) - 1) * length;
        }
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(page), StandardCharsets.UTF_8);
            return Integer.parseInt(decoded.substring(decoded.indexOf('+')));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw invalidPage();
        }
    }

    private String nextAddress(int offset) {
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("from+" + offset).getBytes(StandardCharsets.UTF_8));
        String parameters = call.query().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("page"))
                .map(Listing::parameter)
                .collect(Collectors.joining("&"));
        return call.origin() + call.address().getRawPath() + "?page=" + token
                + (parameters.isEmpty() ? "" : "&" + parameters);
    }

    private static String parameter(Map.Entry<String, String> parameter) {
        return Documents.encode(parameter.getKey()) + "=" + Documents.encode(parameter.getValue());
    }

    private static int number(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalidPage();
        }
        throw invalidPage();
    }

    private static RefusedException invalidPage() {
        return RefusedException.of(400, "Invalid page");
    }
}
