package dev.hallpass.web;

import dev.hallpass.common.Slice;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, as it goes out. */
record Page<T>(
        @Schema(description = "What is on this page.") List<T> items,

        @Schema(
                description = "Pass it as `cursor` to get the next page; null on the last one.",
                example = "MDE5OWMwZGUtN2ExMS03MDAwLTgwMDAtMDAwMDAwMDAwMDAx",
                nullable = true)
        @Nullable
        String nextCursor) {

    static <T> Page<T> of(Slice<T> slice) {
        return new Page<>(slice.items(), slice.nextCursor());
    }
}
