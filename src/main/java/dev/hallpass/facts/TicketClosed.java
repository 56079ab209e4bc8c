package dev.hallpass.facts;

/**
 * A ticket was closed. Told after it is stored; who must not miss it looks at {@link Tickets#closing()}.
 *
 * @param key its key
 */
public record TicketClosed(String key) {}
