package dev.hallpass.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.facts.OnCallSchedule;
import dev.hallpass.facts.ResourceUse;
import dev.hallpass.facts.Risk;
import dev.hallpass.facts.RiskLevel;
import dev.hallpass.facts.Ticket;
import dev.hallpass.facts.TicketStatus;
import dev.hallpass.facts.Training;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Facts as they go out. */
final class FactViews {

    private FactViews() {}

    /** A ticket. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Ticket", description = "A ticket as somebody told of it.")
    record TicketView(
            @Schema(description = "In upper case.", example = "OPS-1")
            String key,

            TicketStatus status,

            @Schema(example = "incident") @Nullable String type,

            @Schema(description = "Login name.", example = "ada") @Nullable
            String assignee,

            @Schema(example = "2026-11-24T09:30:00Z") Instant toldAt) {

        static TicketView of(Ticket ticket) {
            return new TicketView(ticket.key(), ticket.status(), ticket.type(), ticket.assignee(), ticket.toldAt());
        }
    }

    /** A schedule. */
    @Schema(name = "OnCallSchedule", description = "Who is on call when, and for what.")
    record ScheduleView(
            @Schema(example = "payments") String name,

            @Schema(description = "By their beginning.") List<ShiftView> shifts,

            @Schema(description = "The applications that it is for as a whole.", example = "[\"acme\"]")
            List<String> applications,

            @Schema(description = "The resources that it is for.")
            List<FactResourceView> resources) {}

    /** A shift. */
    @Schema(name = "OnCallShift", description = "A time for which somebody is on call.")
    record ShiftView(
            @Schema(description = "Login name.", example = "ada")
            String person,

            @Schema(example = "2026-11-24T09:00:00Z") Instant from,
            @Schema(example = "2026-12-01T09:00:00Z") Instant to) {}

    /** A resource that a fact is about. */
    @Schema(name = "FactResource", description = "A resource that a fact is about.")
    record FactResourceView(
            @Schema(example = ExampleParts.RESOURCE) String id,
            @Schema(example = "acme/payments-api") String path) {}

    /** A training. */
    @Schema(name = "Training", description = "A training that somebody has completed.")
    record TrainingView(
            @Schema(description = "Login name.", example = "ada")
            String person,

            @Schema(example = "secure-coding") String name,

            @Schema(description = "For the last time.", example = "2026-09-01")
            LocalDate completedOn) {

        static TrainingView of(Training training) {
            return new TrainingView(training.person().value(), training.name(), training.completedOn());
        }
    }

    /** A risk. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Risk", description = "How careful one should be with somebody.")
    record RiskView(
            @Schema(description = "Login name.", example = "ada")
            String person,

            RiskLevel level,

            @Schema(example = "Signed in from a new country") @Nullable
            String reason) {

        static RiskView of(Risk risk) {
            return new RiskView(risk.person().value(), risk.level(), risk.reason());
        }
    }

    /** A use. */
    @Schema(name = "ResourceUse", description = "When somebody has used a resource for the last time.")
    record UseView(
            @Schema(description = "Login name.", example = "ada")
            String person,

            FactResourceView resource,
            @Schema(example = "2026-11-24T09:30:00Z") Instant at) {}

    /** How much of what was told was news. */
    @Schema(name = "UsesTold", description = "How much of what was told was news.")
    record UsesToldView(
            @Schema(example = "1") int told,
            @Schema(example = "1") int news) {}

    static List<ScheduleView> schedules(List<OnCallSchedule> schedules, Catalog catalog) {
        Map<ResourceId, Resource> known = resources(
                schedules.stream().flatMap(each -> each.resources().stream()).collect(Collectors.toSet()), catalog);
        return schedules.stream().map(each -> schedule(each, known)).toList();
    }

    private static ScheduleView schedule(OnCallSchedule schedule, Map<ResourceId, Resource> known) {
        return new ScheduleView(
                schedule.name(),
                schedule.shifts().stream()
                        .map(shift -> new ShiftView(shift.person().value(), shift.from(), shift.to()))
                        .toList(),
                schedule.applications().stream().sorted().toList(),
                schedule.resources().stream()
                        .map(id -> resource(id, known))
                        .sorted(Comparator.comparing(FactResourceView::path))
                        .toList());
    }

    static List<UseView> uses(List<ResourceUse> uses, Catalog catalog) {
        Map<ResourceId, Resource> known =
                resources(uses.stream().map(ResourceUse::resource).collect(Collectors.toSet()), catalog);
        return uses.stream()
                .map(use -> new UseView(use.person().value(), resource(use.resource(), known), use.usedAt()))
                .toList();
    }

    private static Map<ResourceId, Resource> resources(Set<ResourceId> ids, Catalog catalog) {
        return catalog.findAll(ids).stream().collect(Collectors.toMap(Resource::id, Function.identity()));
    }

    private static FactResourceView resource(ResourceId id, Map<ResourceId, Resource> known) {
        Resource resource = known.get(id);
        return new FactResourceView(id.toString(), resource == null ? id.toString() : resource.path());
    }
}
