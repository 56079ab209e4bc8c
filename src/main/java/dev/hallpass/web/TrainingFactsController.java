package dev.hallpass.web;

import dev.hallpass.facts.Training;
import dev.hallpass.facts.Trainings;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.web.FactViews.TrainingView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The trainings that people have completed. */
@RestController
@RequestMapping(path = "/api/v1/facts/trainings/{person}", produces = "application/json")
@Tag(name = "Facts")
class TrainingFactsController {

    private final Trainings trainings;
    private final FactFeeders feeders;

    TrainingFactsController(Trainings trainings, FactFeeders feeders) {
        this.trainings = trainings;
        this.feeders = feeders;
    }

    @GetMapping
    @Operation(
            operationId = "listTrainings",
            summary = "The trainings that a person has completed",
            description = "For the person, those who feed facts, auditors and administrators.")
    Page<TrainingView> list(
            Viewer viewer, @Parameter(description = "Login name.", example = "ada") @PathVariable String person) {
        feeders.requireMaySee(viewer, new PrincipalId(person));
        return new Page<>(
                trainings.of(feeders.inPath(person)).stream()
                        .map(TrainingView::of)
                        .toList(),
                null);
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    @Operation(
            operationId = "tellTraining",
            summary = "Tell that a person has completed a training",
            description = "By administrators and the group of those who feed facts.")
    TrainingView tell(
            Viewer viewer,
            @Parameter(description = "Login name.", example = "ada") @PathVariable String person,
            @Parameter(description = "What the training is called.", example = "secure-coding") @PathVariable
                    String name,
            @RequestBody FactBodies.TrainingBody body) {
        feeders.requireMayTell(viewer);
        return TrainingView.of(trainings.tell(
                new Training(feeders.inPath(person), name, FactBodies.day(body.completedOn(), "completedOn")),
                viewer.id().value()));
    }

    @DeleteMapping("/{name}")
    @Operation(
            operationId = "forgetTraining",
            summary = "Forget that a person has completed a training",
            description = "By administrators and the group of those who feed facts.")
    @ApiResponse(responseCode = "204", description = "Forgotten.", content = @Content)
    ResponseEntity<Void> forget(
            Viewer viewer,
            @Parameter(description = "Login name.", example = "ada") @PathVariable String person,
            @Parameter(description = "What the training is called.", example = "secure-coding") @PathVariable
                    String name) {
        feeders.requireMayTell(viewer);
        trainings.forget(feeders.inPath(person), name, viewer.id().value());
        return ResponseEntity.noContent().build();
    }
}
