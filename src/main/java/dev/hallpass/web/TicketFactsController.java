package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import dev.hallpass.facts.TicketStatus;
import dev.hallpass.facts.Tickets;
import dev.hallpass.web.FactViews.TicketView;
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

/** Tickets, as far as policies look at them. */
@RestController
@RequestMapping(path = "/api/v1/facts/tickets/{key}", produces = "application/json")
@Tag(name = "Facts")
class TicketFactsController {

    private final Tickets tickets;
    private final FactFeeders feeders;

    TicketFactsController(Tickets tickets, FactFeeders feeders) {
        this.tickets = tickets;
        this.feeders = feeders;
    }

    @GetMapping
    @Operation(operationId = "getTicket", summary = "What was told of a ticket")
    TicketView get(Viewer viewer, @Parameter(description = "Its key.", example = "OPS-1") @PathVariable String key) {
        return tickets.find(key)
                .map(TicketView::of)
                .orElseThrow(() -> ProblemException.notFound("key", "No such ticket was told of."));
    }

    @PutMapping(consumes = "application/json")
    @Operation(
            operationId = "tellTicket",
            summary = "Tell how a ticket stands",
            description = "By administrators and the group of those who feed facts. Once it is closed, requests that"
                    + " name it and still wait are withdrawn, and what was granted for it ends.")
    TicketView tell(
            Viewer viewer,
            @Parameter(description = "Its key.", example = "OPS-1") @PathVariable String key,
            @RequestBody FactBodies.TicketBody body) {
        feeders.requireMayTell(viewer);
        return TicketView.of(tickets.tell(
                key,
                FactBodies.choice(body.status(), "status", TicketStatus.class),
                RequestBodies.line(Parameters.text(body.type()), "type"),
                RequestBodies.line(Parameters.text(body.assignee()), "assignee"),
                viewer.id().value()));
    }

    @DeleteMapping
    @Operation(
            operationId = "forgetTicket",
            summary = "Forget a ticket",
            description = "By administrators and the group of those who feed facts. What it justified stays.")
    @ApiResponse(responseCode = "204", description = "Forgotten.", content = @Content)
    ResponseEntity<Void> forget(
            Viewer viewer, @Parameter(description = "Its key.", example = "OPS-1") @PathVariable String key) {
        feeders.requireMayTell(viewer);
        tickets.forget(key, viewer.id().value());
        return ResponseEntity.noContent().build();
    }
}
