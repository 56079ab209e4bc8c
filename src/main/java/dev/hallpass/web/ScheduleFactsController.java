package dev.hallpass.web;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.facts.OnCallSchedule;
import dev.hallpass.facts.OnCallSchedules;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.web.FactViews.ScheduleView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** On-call schedules: everybody who is known sees whom to call. */
@RestController
@RequestMapping(path = "/api/v1/facts/schedules", produces = "application/json")
@Tag(name = "Facts")
class ScheduleFactsController {

    private static final String APPLICATION = "the name of a connected application";
    private static final String PERSON = "the login name of a person";

    private final OnCallSchedules schedules;
    private final Principals principals;
    private final Catalog catalog;
    private final Connectors connectors;
    private final FactFeeders feeders;

    ScheduleFactsController(
            OnCallSchedules schedules,
            Principals principals,
            Catalog catalog,
            Connectors connectors,
            FactFeeders feeders) {
        this.schedules = schedules;
        this.principals = principals;
        this.catalog = catalog;
        this.connectors = connectors;
        this.feeders = feeders;
    }

    @GetMapping
    @Operation(operationId = "listSchedules", summary = "All on-call schedules, by name")
    Page<ScheduleView> list(Viewer viewer) {
        return new Page<>(FactViews.schedules(schedules.all(), catalog), null);
    }

    @GetMapping("/{name}")
    @Operation(operationId = "getSchedule", summary = "One on-call schedule")
    ScheduleView get(
            Viewer viewer, @Parameter(description = "Its name.", example = "payments") @PathVariable String name) {
        return view(schedules
                .find(name)
                .orElseThrow(() -> ProblemException.notFound("name", "There is no schedule of this name.")));
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    @Operation(
            operationId = "tellSchedule",
            summary = "Tell who is on call when, and for what",
            description = "By administrators and the group of those who feed facts. It takes the place of what was told"
                    + " of this schedule before; a new name makes a new schedule.")
    ScheduleView tell(
            Viewer viewer,
            @Parameter(description = "Its name.", example = "payments") @PathVariable String name,
            @RequestBody FactBodies.ScheduleBody body) {
        feeders.requireMayTell(viewer);
        return view(schedules.tell(
                new OnCallSchedule(name, shifts(body), applications(body), resources(body)),
                viewer.id().value()));
    }

    @DeleteMapping("/{name}")
    @Operation(
            operationId = "forgetSchedule",
            summary = "Forget an on-call schedule",
            description = "By administrators and the group of those who feed facts.")
    @ApiResponse(responseCode = "204", description = "Forgotten.", content = @Content)
    ResponseEntity<Void> forget(
            Viewer viewer, @Parameter(description = "Its name.", example = "payments") @PathVariable String name) {
        feeders.requireMayTell(viewer);
        schedules.forget(name, viewer.id().value());
        return ResponseEntity.noContent().build();
    }

    private List<OnCallSchedule.Shift> shifts(FactBodies.ScheduleBody body) {
        List<OnCallSchedule.Shift> shifts = new ArrayList<>();
        List<FactBodies.ShiftBody> told = FactBodies.items(
                FactBodies.required(body.shifts(), "shifts", "a list of objects with person, from and to"), "shifts");
        for (int i = 0; i < told.size(); i++) {
            String field = "shifts[%d]".formatted(i);
            FactBodies.ShiftBody shift = told.get(i);
            PrincipalId person = new PrincipalId(FactBodies.line(shift.person(), field + ".person", PERSON));
            shifts.add(new OnCallSchedule.Shift(
                    principals.require(person, field + ".person").id(),
                    FactBodies.instant(shift.from(), field + ".from"),
                    FactBodies.instant(shift.to(), field + ".to")));
        }
        return shifts;
    }

    private Set<String> applications(FactBodies.ScheduleBody body) {
        Set<String> applications = new LinkedHashSet<>();
        for (String each : FactBodies.items(body.applications(), "applications")) {
            String name = FactBodies.line(each, "applications", APPLICATION);
            if (connectors.all().stream()
                    .noneMatch(connector -> connector.application().equals(name))) {
                throw ProblemException.invalid("applications", "There is no application of this name.", APPLICATION);
            }
            applications.add(name);
        }
        return applications;
    }

    private Set<ResourceId> resources(FactBodies.ScheduleBody body) {
        Set<ResourceId> resources = new LinkedHashSet<>();
        for (String each : FactBodies.items(body.resources(), "resources")) {
            resources.add(catalog.resolve(
                            FactBodies.line(each, "resources", "the id, path or name of a resource"), "resources")
                    .id());
        }
        return resources;
    }

    private ScheduleView view(OnCallSchedule schedule) {
        return FactViews.schedules(List.of(schedule), catalog).getFirst();
    }
}
