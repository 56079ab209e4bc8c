package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers tell of facts. */
final class FactBodies {

    private FactBodies() {}

    /** How a ticket stands. */
    @Schema(name = "TellTicket", description = "How a ticket stands.")
    record TicketBody(
            @Schema(
                    description = "What it justified ends once it is CLOSED.",
                    allowableValues = {"OPEN", "IN_PROGRESS", "CLOSED"},
                    example = "IN_PROGRESS",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String status,

            @Schema(description = "As the ticket system calls it.", example = "incident", maxLength = 100) @Nullable
            String type,

            @Schema(description = "The login name of who works on it.", example = "ada", maxLength = 100) @Nullable
            String assignee) {}

    /** Who is on call when, and for what. */
    @Schema(name = "TellSchedule", description = "Who is on call when, and for what; takes the place of what was told.")
    record ScheduleBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<@Nullable ShiftBody> shifts,

            @Schema(description = "Names of applications that it is for as a whole.", example = "[\"acme\"]") @Nullable
            List<@Nullable String> applications,

            @Schema(
                    description =
                            "Ids, paths or unambiguous names of resources that it is for, with what is directly in"
                                    + " them.",
                    example = "[\"payments-api\"]")
            @Nullable
            List<@Nullable String> resources) {}

    /** A time for which somebody is on call. */
    @Schema(name = "Shift", description = "A time for which somebody is on call.")
    record ShiftBody(
            @Schema(description = "Login name.", example = "ada", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String person,

            @Schema(example = "2026-11-24T09:00:00Z", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String from,

            @Schema(
                    description = "The first moment after it.",
                    example = "2026-12-01T09:00:00Z",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String to) {}

    /** When a training was completed. */
    @Schema(name = "TellTraining", description = "When a training was completed for the last time.")
    record TrainingBody(
            @Schema(description = "A day.", example = "2026-09-01", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String completedOn) {}

    /** How careful one should be with somebody. */
    @Schema(name = "TellRisk", description = "How careful one should be with somebody.")
    record RiskBody(
            @Schema(
                    allowableValues = {"LOW", "MEDIUM", "HIGH"},
                    example = "MEDIUM",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String level,

            @Schema(description = "Why, for people.", example = "Signed in from a new country", maxLength = 500)
            @Nullable
            String reason) {}

    /** Who has used what. */
    @Schema(name = "TellUses", description = "Who has used what when; of each person and resource the last use counts.")
    record UsesBody(
            @Schema(description = "At most 200.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<@Nullable UseBody> uses) {}

    /** Somebody has used a resource. */
    @Schema(name = "TellUse", description = "Somebody has used a resource.")
    record UseBody(
            @Schema(description = "Login name.", example = "ada", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String person,

            @Schema(
                    description = "The id, the path or an unambiguous name of the resource.",
                    example = "payments-api",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String resource,

            @Schema(example = "2026-11-24T09:30:00Z", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String at) {}

    /** The items of a list; an absent list counts as empty, an absent item is named. */
    static <T> List<T> items(@Nullable List<@Nullable T> list, String field) {
        if (list == null) {
            return List.of();
        }
        int place = list.indexOf(null);
        if (place >= 0) {
            throw ProblemException.invalid("%s[%d]".formatted(field, place), "This is required.", "no null");
        }
        return List.copyOf(list);
    }

    static <T> T required(@Nullable T value, String field, String expected) {
        if (value == null) {
            throw ProblemException.invalid(field, "This is required.", expected);
        }
        return value;
    }

    static String line(@Nullable String text, String field, String expected) {
        return required(RequestBodies.line(Parameters.text(text), field), field, expected);
    }

    static <E extends Enum<E>> E choice(@Nullable String text, String field, Class<E> type) {
        return required(Parameters.choice(text, field, type), field, "one of " + List.of(type.getEnumConstants()));
    }

    static Instant instant(@Nullable String text, String field) {
        return required(
                Parameters.instant(text, field),
                field,
                "an ISO-8601 date and time with zone, like 2026-11-24T09:30:00Z");
    }

    static LocalDate day(@Nullable String text, String field) {
        String expected = "a day like 2026-11-24";
        try {
            return LocalDate.parse(line(text, field, expected));
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, "This is no day.", expected);
        }
    }
}
