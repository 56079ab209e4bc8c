package dev.hallpass.request;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.PolicySettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what somebody asks for, field by field; the same for submission and preview. */
@Component
public class RequestValidation {

    private static final int LONGEST_JUSTIFICATION = 2000;
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.#/-]{0,63}");

    private final Principals principals;
    private final Catalog catalog;
    private final PolicySettings settings;

    RequestValidation(Principals principals, Catalog catalog, PolicySettings settings) {
        this.principals = principals;
        this.catalog = catalog;
        this.settings = settings;
    }

    /**
     * The checked request.
     *
     * @throws ProblemException naming the first field that is wrong and what would be right
     */
    public RequestSubmission check(NewRequest asked) {
        return check(asked, "entitlements[0]");
    }

    /**
     * The checked request for one of several entitlements.
     *
     * @param entitlement the field that names the entitlement
     * @throws ProblemException naming the first field that is wrong and what would be right
     */
    public RequestSubmission check(NewRequest asked, String entitlement) {
        Principal requester = active(asked.requester(), "requester");
        String onBehalfOf = asked.onBehalfOf();
        Principal beneficiary = onBehalfOf == null
                ? requester
                : active(new PrincipalId(text(onBehalfOf, "onBehalfOf", 100)), "onBehalfOf");
        Resource resource =
                catalog.resolve(required(asked.resource(), entitlement + ".resource"), entitlement + ".resource");
        String role = required(asked.role(), entitlement + ".role");
        if (!resource.hasRole(role)) {
            throw ProblemException.invalid(
                    entitlement + ".role",
                    "%s has no role of this name.".formatted(resource.path()),
                    "one of " + String.join(", ", resource.roles()));
        }
        Duration duration = duration(asked.duration());
        return new RequestSubmission(
                requester,
                beneficiary,
                resource,
                role,
                duration,
                duration,
                text(asked.justification(), "justification", LONGEST_JUSTIFICATION),
                ticket(asked.ticket()),
                asked.emergency(),
                asked.acceptShorter());
    }

    /**
     * The duration of an ISO-8601 text, within the limits that no policy can move.
     *
     * @throws ProblemException naming the field {@code duration}
     */
    public Duration duration(@Nullable String text) {
        String expected = "an ISO-8601 duration from %s to %s, for example PT2H"
                .formatted(settings.shortestDuration(), settings.absoluteCeiling());
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid("duration", "A duration is required.", expected);
        }
        Duration parsed = parse(text.strip().toUpperCase(Locale.ROOT), expected);
        if (!parsed.isPositive()) {
            throw ProblemException.invalid("duration", "The duration must be positive.", expected);
        }
        if (parsed.compareTo(settings.shortestDuration()) < 0) {
            throw ProblemException.invalid("duration", "The duration is too short.", expected);
        }
        if (parsed.compareTo(settings.absoluteCeiling()) > 0) {
            throw ProblemException.invalid("duration", "The duration is too long.", expected);
        }
        return Duration.ofSeconds(parsed.toSeconds());
    }

    private static Duration parse(String text, String expected) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw ProblemException.invalid("duration", "This is not an ISO-8601 duration of days or less.", expected);
        }
    }

    /**
     * A text for people, stripped.
     *
     * @throws ProblemException naming the field if it is missing, blank, too long or has control characters
     */
    public String text(@Nullable String text, String field, int longest) {
        String stripped = required(text, field).strip();
        if (stripped.length() > longest) {
            throw ProblemException.invalid(
                    field,
                    "This is too long (%d characters).".formatted(stripped.length()),
                    "at most %d characters".formatted(longest));
        }
        if (stripped.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
            throw ProblemException.invalid(field, "This has control characters.", "plain text");
        }
        return stripped;
    }

    private Principal active(PrincipalId id, String field) {
        Principal principal = principals.require(id, field);
        if (!principal.active()) {
            throw ProblemException.invalid(field, "This person is not active.", "an active person");
        }
        return principal;
    }

    private static String required(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid(field, "This is required.", "a text that is not empty");
        }
        return text;
    }

    /**
     * The key of a ticket; null if none was given.
     *
     * @throws ProblemException naming the field {@code ticket}
     */
    public @Nullable String ticket(@Nullable String ticket) {
        if (ticket == null || ticket.isBlank()) {
            return null;
        }
        if (!TICKET.matcher(ticket.strip()).matches()) {
            throw ProblemException.invalid(
                    "ticket", "This is not the key of a ticket.", "a key like OPS-1, at most 64 characters");
        }
        return ticket.strip();
    }
}
