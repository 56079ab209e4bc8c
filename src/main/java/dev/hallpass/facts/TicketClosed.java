package dev.hallpass.facts;

/**
 * A ticket was closed. Told in the transaction that stores it; who must not miss it looks at {@link Tickets#closing()}.
 *
 * @param key its key
 */
public record TicketClosed(String key) {}
