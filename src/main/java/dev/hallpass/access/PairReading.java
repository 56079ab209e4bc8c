package dev.hallpass.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the application said last of a person with a live grant; roles as the application names them.
 *
 * @param standing what stands without any grant; null for no permission
 * @param explicit what was last read back of the permission that grants are written to; null for none
 * @param effective what was last read to hold by every path; null if there is nothing, or a change is under way
 * @param readAt when the ledger was last written
 */
public record PairReading(
        @Nullable String standing,
        @Nullable String explicit,
        @Nullable String effective,
        Instant readAt) {}
