package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.HttpCall;
import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A list that is answered page by page: at most 100 elements, with an opaque link to the next page. */
final class Listing<T> {

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

    /** The same where the switch for it is on. */
    Listing<T> asFor(Quirks quirks) {
        return quirks.sizesHidden() ? withoutSize() : this;
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
        PageAddress address = new PageAddress(call);
        int offset = address.offset();
        int end = (int) Math.min((long) offset + address.length(), items.size());
        ObjectNode page = address.page();
        if (countable) {
            page.put("size", items.size());
            page.put("page", offset / address.length() + 1);
        }
        ArrayNode values = page.putArray("values");
        for (int index = offset; index < end; index++) {
            values.add(document.apply(items.get(index)));
        }
        if (end < items.size() && offset < end) {
            page.put("next", address.next("from+" + end));
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
}
