package dev.hallpass.embedded.bitbucket.datacenter;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list that is answered page by page. Positions have gaps, as on a real server, where they count rows that are then
 * left out: only {@code nextPageStart} leads to the next page.
 */
final class Paging {

    private static final int USUAL_LIMIT = 25;

    private final HttpCall call;
    private final Quirks quirks;

    Paging(HttpCall call, Quirks quirks) {
        this.call = call;
        this.quirks = quirks;
    }

    <T> Reply answer(List<T> items, Function<T, ? extends JsonNode> document) {
        int start = number("start", 0);
        int limit = Math.min(Math.max(1, number("limit", USUAL_LIMIT)), quirks.greatestPage());
        int stride = Math.max(1, quirks.stride());
        int first = Math.min(items.size(), (start + stride - 1) / stride);
        int end = Math.min(items.size(), first + limit);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("size", end - first);
        page.put("limit", limit);
        page.put("isLastPage", end == items.size());
        page.put("start", start);
        ArrayNode values = page.putArray("values");
        items.subList(first, end).stream().map(document).forEach(values::add);
        if (end < items.size()) {
            page.put("nextPageStart", end * stride);
        }
        return Reply.ok(page);
    }

    private int number(String name, int otherwise) {
        String text = call.parameter(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Errors.invalid(name + " must be a number");
        }
        throw Errors.invalid(name + " must not be negative");
    }
}
