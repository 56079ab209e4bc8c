package dev.hallpass.web;

import dev.hallpass.access.Backlogs;
import dev.hallpass.catalog.Discoveries;
import dev.hallpass.catalog.DiscoveryProgress;
import dev.hallpass.common.Cursor;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import dev.hallpass.connector.ApplicationRules;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import dev.hallpass.web.ApplicationView.CredentialView;
import dev.hallpass.web.ApplicationView.DiscoveryView;
import dev.hallpass.web.ApplicationView.KindView;
import dev.hallpass.web.ApplicationView.QueueView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The connected applications: what can be done in them, and how they stand. */
@RestController
@RequestMapping(path = "/api/v1/applications", produces = "application/json")
@Tag(name = "Applications")
class ApplicationsController {

    private static final String LIST = "application ";

    private final Connectors connectors;
    private final Discoveries discoveries;
    private final Backlogs backlogs;
    private final Clock clock;

    ApplicationsController(Connectors connectors, Discoveries discoveries, Backlogs backlogs, Clock clock) {
        this.connectors = connectors;
        this.discoveries = discoveries;
        this.backlogs = backlogs;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            operationId = "listApplications",
            summary = "List connected applications",
            description = "In the order of their names, with what can be given, what waits, and how far reading is."
                    + " Credentials are shown to auditors and administrators.")
    Page<ApplicationView> list(
            Viewer viewer,
            @RequestParam(defaultValue = Parameters.USUAL) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Parameters.limit(limit);
        String given = Parameters.text(cursor);
        String after = given == null ? "" : Cursor.toText(given, LIST);
        List<DiscoveryProgress> progress = discoveries.all();
        Slice<Connector> slice = Slice.of(
                connectors.all().stream()
                        .filter(connector -> connector.application().compareTo(after) > 0)
                        .sorted(Comparator.comparing(Connector::application))
                        .limit(size + 1L)
                        .toList(),
                size,
                connector -> Cursor.of(LIST + connector.application()));
        return Page.of(slice.map(connector -> view(connector, progress, viewer)));
    }

    @GetMapping("/{name}")
    @Operation(operationId = "getApplication", summary = "One connected application")
    ApplicationView get(
            Viewer viewer, @Parameter(description = "Its name.", example = "acme") @PathVariable String name) {
        Connector connector = connectors.all().stream()
                .filter(each -> each.application().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("name", "There is no application of this name."));
        return view(connector, discoveries.all(), viewer);
    }

    private ApplicationView view(Connector connector, List<DiscoveryProgress> progress, Viewer viewer) {
        String name = connector.application();
        ApplicationRules rules = connectors.rules(name);
        return new ApplicationView(
                name,
                connectors.type(name),
                rules.fulfilment(),
                rules.fulfillers(),
                rules.drift(),
                connector.kinds().stream()
                        .map(kind -> KindView.of(connector, kind))
                        .toList(),
                QueueView.of(backlogs.of(name), clock.instant()),
                progress.stream()
                        .filter(each -> each.application().equals(name))
                        .findFirst()
                        .map(each -> DiscoveryView.of(each, viewer))
                        .orElse(null),
                viewer.seesEverything()
                        ? connector.credentials().stream()
                                .map(CredentialView::of)
                                .toList()
                        : null);
    }
}
