package dev.hallpass.connector.bitbucket.cloud;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list. {@code size} and {@code page} are optional in the API, so nothing depends on them.
 *
 * @param values what is on this page
 * @param size how many there are on all pages
 * @param next the whole address of the next page; absent on the last
 */
record Page(
        @Nullable List<JsonNode> values,
        @Nullable String next,
        @Nullable Integer size) {}
