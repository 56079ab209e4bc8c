package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import dev.hallpass.facts.Risk;
import dev.hallpass.facts.RiskLevel;
import dev.hallpass.facts.Risks;
import dev.hallpass.web.FactViews.RiskView;
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

/** How careful one should be with people; not shown to themselves. */
@RestController
@RequestMapping(path = "/api/v1/facts/risks/{person}", produces = "application/json")
@Tag(name = "Facts")
class RiskFactsController {

    private final Risks risks;
    private final FactFeeders feeders;

    RiskFactsController(Risks risks, FactFeeders feeders) {
        this.risks = risks;
        this.feeders = feeders;
    }

    @GetMapping
    @Operation(
            operationId = "getRisk",
            summary = "What was told of the risk that a person is",
            description = "For those who feed facts, auditors and administrators.")
    RiskView get(Viewer viewer, @Parameter(description = "Login name.", example = "ada") @PathVariable String person) {
        feeders.requireMaySeeAll(viewer);
        return risks.of(feeders.inPath(person))
                .map(RiskView::of)
                .orElseThrow(() -> ProblemException.notFound("person", "No risk of this person was told."));
    }

    @PutMapping(consumes = "application/json")
    @Operation(
            operationId = "tellRisk",
            summary = "Tell how careful one should be with a person",
            description = "By administrators and the group of those who feed facts.")
    RiskView tell(
            Viewer viewer,
            @Parameter(description = "Login name.", example = "ada") @PathVariable String person,
            @RequestBody FactBodies.RiskBody body) {
        feeders.requireMayTell(viewer);
        return RiskView.of(risks.tell(
                new Risk(
                        feeders.inPath(person),
                        FactBodies.choice(body.level(), "level", RiskLevel.class),
                        RequestBodies.line(Parameters.text(body.reason()), "reason")),
                viewer.id().value()));
    }

    @DeleteMapping
    @Operation(
            operationId = "forgetRisk",
            summary = "Forget the risk that a person is",
            description = "By administrators and the group of those who feed facts. It is unknown then.")
    @ApiResponse(responseCode = "204", description = "Forgotten.", content = @Content)
    ResponseEntity<Void> forget(
            Viewer viewer, @Parameter(description = "Login name.", example = "ada") @PathVariable String person) {
        feeders.requireMayTell(viewer);
        risks.forget(feeders.inPath(person), viewer.id().value());
        return ResponseEntity.noContent().build();
    }
}
