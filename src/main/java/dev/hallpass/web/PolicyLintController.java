package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.WellKnownGroups;
import dev.hallpass.policy.PolicySettings;
import dev.hallpass.simulation.DirectoryApprovers;
import dev.hallpass.simulation.LintFinding;
import dev.hallpass.simulation.PolicyLint;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether a policy is in good order, before it takes effect. */
@RestController
@RequestMapping(path = "/api/v1/policies/lint", produces = "application/json")
@Tag(name = "Policies")
class PolicyLintController {

    private final DirectoryApprovers approvers;
    private final PolicySettings settings;
    private final WellKnownGroups groups;
    private final Idempotency idempotency;

    PolicyLintController(
            DirectoryApprovers approvers, PolicySettings settings, WellKnownGroups groups, Idempotency idempotency) {
        this.approvers = approvers;
        this.settings = settings;
        this.groups = groups;
        this.idempotency = idempotency;
    }

    /** What to look at. */
    @Schema(name = "LintPolicy", description = "A policy to look at; it does not take effect.")
    record Body(
            @Schema(description = "The DMN file.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String dmn,

            @Schema(description = "Whether to tell what is only worth knowing, too.", example = "false") @Nullable
            Boolean remarks) {}

    @PostMapping(consumes = "application/json")
    @Operation(
            operationId = "lintPolicy",
            summary = "Find what is wrong or hardly meant in a policy",
            description = "For policy owners, auditors and administrators. Nothing takes effect. Approvers are looked"
                    + " up in the directory and among the on-call schedules.")
    @ApiResponse(
            responseCode = "200",
            description = "What was found.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = PolicyLintView.class)))
    ResponseEntity<String> lint(Viewer viewer, ApiCall call, @RequestBody Body body) {
        if (!viewer.seesEverything() && !viewer.principal().groups().contains(groups.policyOwners())) {
            throw ProblemException.forbidden(
                    "Only policy owners, auditors and administrators have policies looked at.");
        }
        String dmn = body.dmn();
        if (dmn == null || dmn.isBlank()) {
            throw ProblemException.invalid("dmn", "There is no policy to look at.", "the text of a DMN file");
        }
        PolicyLint lint = new PolicyLint(approvers, settings.absoluteCeiling());
        byte[] text = dmn.getBytes(StandardCharsets.UTF_8);
        List<LintFinding> found = Boolean.TRUE.equals(body.remarks()) ? lint.lintWithRemarks(text) : lint.lint(text);
        return idempotency.run(viewer, call, () -> Answer.ok(PolicyLintView.of(found)));
    }
}
