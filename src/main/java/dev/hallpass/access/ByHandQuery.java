package dev.hallpass.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list, newest first.
 *
 * @param state only those in this state
 * @param groups only those for the members of one of these groups; null for all
 * @param before only those older than this one; null for the first page
 */
public record ByHandQuery(
        @Nullable ByHandState state,
        @Nullable Set<String> groups,
        @Nullable UUID before,
        int limit) {}
