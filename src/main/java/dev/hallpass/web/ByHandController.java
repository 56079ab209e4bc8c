package dev.hallpass.web;

import dev.hallpass.access.BookedOrder;
import dev.hallpass.access.ByHandOrders;
import dev.hallpass.access.ByHandOutcome;
import dev.hallpass.access.ByHandQuery;
import dev.hallpass.access.ByHandReports;
import dev.hallpass.access.ByHandState;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.request.RequestValidation;
import dev.hallpass.web.Idempotency.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people have to do by hand, and their reports. */
@RestController
@RequestMapping(path = "/api/v1/by-hand-orders", produces = "application/json")
@Tag(name = "By hand")
class ByHandController {

    private static final String JSON = "application/json";
    private static final int LONGEST_NOTE = 2000;

    private final ByHandOrders orders;
    private final ByHandReports reports;
    private final ByHandViews views;
    private final RequestValidation validation;
    private final Idempotency idempotency;

    ByHandController(
            ByHandOrders orders,
            ByHandReports reports,
            ByHandViews views,
            RequestValidation validation,
            Idempotency idempotency) {
        this.orders = orders;
        this.reports = reports;
        this.views = views;
        this.validation = validation;
        this.idempotency = idempotency;
    }

    /** Somebody says how it went. */
    @Schema(name = "ReportByHand", description = "How it went.")
    record Report(
            @Schema(
                    allowableValues = {"DONE", "IMPOSSIBLE"},
                    example = "DONE",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String outcome,

            @Schema(description = "Needed if it cannot be done.", example = "Added", maxLength = 2000) @Nullable
            String note) {}

    @GetMapping
    @Operation(
            operationId = "listByHandOrders",
            summary = "What is to be done by hand, newest first",
            description = "Orders for the caller's groups; auditors and administrators see all.")
    Page<ByHandView> list(
            Viewer viewer,
            @Parameter(description = "Only those in this state.", schema = @Schema(implementation = ByHandState.class))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AskedPage page = AskedPage.of(limit, cursor);
        ByHandQuery query = new ByHandQuery(
                Parameters.choice(state, "state", ByHandState.class),
                viewer.seesEverything() ? null : viewer.principal().groups(),
                page.after(),
                page.oneMore());
        Slice<BookedOrder> slice = page.of(orders.search(query), BookedOrder::id);
        return new Page<>(views.of(slice.items(), viewer), slice.nextCursor());
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getByHandOrder", summary = "One order")
    ByHandView get(Viewer viewer, @PathVariable String id) {
        return views.of(visible(id, viewer), viewer);
    }

    @PostMapping(path = "/{id}/reports", consumes = JSON)
    @Operation(
            operationId = "reportByHandOrder",
            summary = "Say that it was done, or that it cannot be",
            description =
                    "By a member of the group that was asked, never by whose access it is. The application is read"
                            + " afterwards; if it does not show it, the order is open again.")
    @ApiResponse(
            responseCode = "200",
            description = "Booked; the order as it stands now.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = ByHandView.class)))
    ResponseEntity<String> report(Viewer viewer, ApiCall call, @PathVariable String id, @RequestBody Report body) {
        UUID order = visible(id, viewer).id();
        ByHandOutcome outcome = Parameters.choice(body.outcome(), "outcome", ByHandOutcome.class);
        if (outcome == null) {
            throw ProblemException.invalid("outcome", "This is required.", "DONE or IMPOSSIBLE");
        }
        String text = body.note();
        String note = text == null || text.isBlank()
                ? null
                : validation.text(RequestBodies.lines(text, "note"), "note", LONGEST_NOTE);
        return idempotency.run(
                viewer, call, () -> Answer.ok(views.of(reports.report(order, viewer.id(), outcome, note), viewer)));
    }

    private BookedOrder visible(String id, Viewer viewer) {
        UUID parsed;
        try {
            parsed = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("id", "There is no order with this id.");
        }
        BookedOrder order = orders.require(parsed);
        if (!viewer.seesEverything()
                && !viewer.principal().groups().contains(order.order().fulfillers())) {
            throw ProblemException.notFound("id", "There is no order with this id.");
        }
        return order;
    }
}
