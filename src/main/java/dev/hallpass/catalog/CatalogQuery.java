package dev.hallpass.catalog;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which resources to list, in the order of their ids.
 *
 * @param text part of the name or path, in any case
 * @param tag only those that carry it
 * @param application only those of it
 * @param after only those after this id; null for the first page
 * @param limit how many at most
 */
public record CatalogQuery(
        @Nullable String text,
        @Nullable String tag,
        @Nullable String application,
        @Nullable UUID after,
        int limit) {}
