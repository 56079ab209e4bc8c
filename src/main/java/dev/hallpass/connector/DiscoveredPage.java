package dev.hallpass.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a scope holds.
 *
 * @param items in no particular order
 * @param next opaque text that leads to the next page, also after a restart; null after the last one
 * @param total how many items the whole scope has, where the application tells
 */
public record DiscoveredPage(
        List<Discovered> items,
        @Nullable String next,
        @Nullable Integer total) {

    /** Copies its list. */
    public DiscoveredPage {
        items = List.copyOf(items);
    }
}
