package dev.hallpass.web;

import dev.hallpass.audit.AuditEventType;
import dev.hallpass.audit.AuditQuery;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.audit.AuditVerification;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail, for auditors and administrators. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit")
class AuditController {

    private static final String JSON_LINES = "application/x-ndjson";

    private final AuditTrail audit;
    private final Catalog catalog;

    AuditController(AuditTrail audit, Catalog catalog) {
        this.audit = audit;
        this.catalog = catalog;
    }

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listEvents", summary = "List events, newest first")
    Page<EventView> list(
            Viewer viewer,
            @ParameterObject @ModelAttribute AuditParameters parameters,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        requireAuditor(viewer);
        return Page.of(audit.find(query(parameters), Parameters.text(cursor), Parameters.limit(limit))
                .map(EventView::of));
    }

    @GetMapping("/export")
    @Operation(
            operationId = "exportEvents",
            summary = "All events as JSON Lines, in the order of the chain",
            description = "One line for each event, with its seal; streamed. `hallpass verify-audit` checks the file"
                    + " without Hallpass running.")
    @ApiResponse(
            responseCode = "200",
            description = "The events, each a line.",
            content =
                    @Content(
                            mediaType = JSON_LINES,
                            examples =
                                    @ExampleObject(
                                            "{\"event\":{\"actor\":\"ada\",\"type\":\"request.submitted\"},\"hash\":\"…\",\"position\":1,\"previousHash\":\"…\"}")))
    void export(
            Viewer viewer,
            @ParameterObject @ModelAttribute AuditParameters parameters,
            @Parameter(description = "The form of the export.", schema = @Schema(allowableValues = "jsonl"))
                    @RequestParam(defaultValue = "jsonl")
                    String format,
            HttpServletResponse response)
            throws IOException {
        requireAuditor(viewer);
        if (!format.equals("jsonl")) {
            throw ProblemException.invalid("format", "There is no such format.", "jsonl");
        }
        AuditQuery query = query(parameters);
        audit.seal();
        response.setContentType(JSON_LINES);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"hallpass-audit.jsonl\"");
        Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        audit.export(query, writer);
        writer.flush();
    }

    @GetMapping(path = "/verify", produces = "application/json")
    @Operation(
            operationId = "verifyTrail",
            summary = "Verify the whole chain",
            description = "Names the first broken link if there is one. The hash of the head, kept elsewhere, anchors"
                    + " the chain.")
    AuditVerification verify(Viewer viewer) {
        requireAuditor(viewer);
        audit.seal();
        return audit.verify();
    }

    private static void requireAuditor(Viewer viewer) {
        if (!viewer.seesEverything()) {
            throw ProblemException.forbidden("The audit trail is open to auditors and administrators only.");
        }
    }

    private AuditQuery query(AuditParameters parameters) {
        Instant from = Parameters.instant(parameters.from(), "from");
        Instant to = Parameters.instant(parameters.to(), "to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("to", "The time span is empty.", "a time after from");
        }
        ResourceId resource = ResourceParameter.of(parameters.resource(), catalog);
        return new AuditQuery(
                from,
                to,
                Parameters.text(parameters.actor()),
                Parameters.text(parameters.principal()),
                resource == null ? null : resource.toString(),
                type(parameters.type()),
                Parameters.id(parameters.request(), "request"));
    }

    private static @Nullable String type(@Nullable String text) {
        String type = Parameters.text(text);
        if (type == null
                || Arrays.stream(AuditEventType.values())
                        .anyMatch(each -> each.code().equals(type))) {
            return type;
        }
        throw ProblemException.invalid(
                "type",
                "There is no event of this type.",
                "one of "
                        + Arrays.stream(AuditEventType.values())
                                .map(AuditEventType::code)
                                .collect(Collectors.joining(", ")));
    }
}
