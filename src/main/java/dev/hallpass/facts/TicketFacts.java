package dev.hallpass.facts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ticket that is named as justification. Where nobody tells of tickets, none can be said not to exist: its existence
 * is unknown.
 */
@Component
class TicketFacts implements FactSource {

    private final Tickets tickets;
    private final FactSettings settings;

    TicketFacts(Tickets tickets, FactSettings settings) {
        this.tickets = tickets;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public Map<String, @Nullable Object> unanswered(FactQuestion question) {
        return isNamed(question) ? all(Facts.UNKNOWN) : none();
    }

    @Override
    public Map<String, @Nullable Object> answer(FactQuestion question) {
        String key = question.ticket();
        if (key == null || !isNamed(question)) {
            return none();
        }
        Ticket ticket = tickets.find(key).orElse(null);
        if (ticket == null) {
            return tickets.areTold() ? none() : all(Facts.UNKNOWN);
        }
        return facts(
                true,
                ticket.status().name(),
                ticket.type(),
                ticket.assignee(),
                question.beneficiary().id().value().equalsIgnoreCase(ticket.assignee()));
    }

    private static boolean isNamed(FactQuestion question) {
        return question.ticket() != null && !question.ticket().isBlank();
    }

    /** No ticket is named, or none that there is: that it is nobody's is known. */
    private static Map<String, @Nullable Object> none() {
        return facts(false, null, null, null, false);
    }

    private static Map<String, @Nullable Object> all(String value) {
        return facts(value, value, value, value, value);
    }

    private static Map<String, @Nullable Object> facts(
            Object exists,
            @Nullable String status,
            @Nullable String type,
            @Nullable String assignee,
            Object assignedToBeneficiary) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("ticketDetails.exists", exists);
        facts.put("ticketDetails.status", status);
        facts.put("ticketDetails.type", type);
        facts.put("ticketDetails.assignee", assignee);
        facts.put("ticketDetails.assignedToBeneficiary", assignedToBeneficiary);
        return facts;
    }
}
