package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list that is too long to be made for each of its pages: it comes in parts, and a link remembers the part it begins
 * in. Without {@code size}, and in the order of its parts.
 */
final class LongListing<P, T> {

    private final HttpCall call;
    private final List<P> parts;
    private final Function<P, List<T>> elements;

    LongListing(HttpCall call, List<P> parts, Function<P, List<T>> elements) {
        this.call = call;
        this.parts = parts;
        this.elements = elements;
    }

    /** Answers a page; applies the parameter {@code q}, and not {@code sort}. */
    Reply answer(BiFunction<T, String, @Nullable String> fields, Function<T, ObjectNode> document) {
        PageAddress address = new PageAddress(call);
        Filter filter = call.parameter("q").map(Filter::parse).orElse(null);
        int[] start = address.mark().map(LongListing::position).orElse(new int[] {0, 0});
        int passed = address.mark().isPresent() ? 0 : address.offset();
        ObjectNode page = address.page();
        ArrayNode values = page.putArray("values");
        for (int part = start[0]; part < parts.size(); part++) {
            List<T> inPart = elements.apply(parts.get(part));
            for (int index = part == start[0] ? start[1] : 0; index < inPart.size(); index++) {
                T element = inPart.get(index);
                if (filter != null && !filter.holds(field -> fields.apply(element, field))) {
                    continue;
                }
                if (passed > 0) {
                    passed--;
                } else if (values.size() == address.length()) {
                    page.put("next", address.next(part + "." + index));
                    return Reply.ok(page);
                } else {
                    values.add(document.apply(element));
                }
            }
        }
        return Reply.ok(page);
    }

    private static int[] position(String mark) {
        String[] numbers = mark.split("\\.", -1);
        try {
            return new int[] {Integer.parseUnsignedInt(numbers[0]), Integer.parseUnsignedInt(numbers[1])};
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw PageAddress.invalidPage();
        }
    }
}
