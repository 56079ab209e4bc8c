package dev.hallpass.web;

import dev.hallpass.common.Cursor;
import dev.hallpass.common.Slice;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list the caller asks for.
 *
 * @param size how many items it has at most
 * @param after the id of the last item before it, or null for the first page
 */
record AskedPage(int size, @Nullable UUID after) {

    /** Reads the parameters of the same names. */
    static AskedPage of(String limit, @Nullable String cursor) {
        return new AskedPage(Parameters.limit(limit), Parameters.cursor(cursor));
    }

    /** How many rows to read, so that it is known whether there is a next page. */
    int oneMore() {
        return size + 1;
    }

    /** Makes the page of those rows. */
    <T> Slice<T> of(List<T> readOneMore, Function<T, UUID> id) {
        return Slice.of(readOneMore, size, item -> Cursor.of(id.apply(item)));
    }
}
