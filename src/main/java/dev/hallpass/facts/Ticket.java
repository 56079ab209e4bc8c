package dev.hallpass.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as somebody told of it.
 *
 * @param key in upper case, such as {@code OPS-1}
 * @param type such as {@code incident}; what there is, the ticket system knows
 * @param assignee the login name of who works on it
 * @param toldAt when this was told
 */
public record Ticket(
        String key,
        TicketStatus status,
        @Nullable String type,
        @Nullable String assignee,
        Instant toldAt) {}
