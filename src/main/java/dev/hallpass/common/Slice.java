package dev.hallpass.common;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param nextCursor names the next page; null if this is the last
 */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {

    /** Copies its items. */
    public Slice {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of rows of which one more than fits was read, so that it is known whether there is a next page.
     *
     * @param key the cursor that names what comes after an item
     */
    public static <T> Slice<T> of(List<T> readOneMore, int limit, Function<T, String> key) {
        if (readOneMore.size() <= limit) {
            return new Slice<>(readOneMore, null);
        }
        List<T> items = readOneMore.subList(0, limit);
        return new Slice<>(items, key.apply(items.getLast()));
    }

    /** The same page with other items. */
    public <R> Slice<R> map(Function<? super T, ? extends R> change) {
        return new Slice<>(items.stream().<R>map(change).toList(), nextCursor);
    }
}
