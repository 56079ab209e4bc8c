package dev.hallpass.web;

import dev.hallpass.access.DriftFinding;
import dev.hallpass.access.DriftFindings;
import dev.hallpass.access.DriftKind;
import dev.hallpass.access.DriftState;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.ObservedGroups;
import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.web.DriftBodies.Choice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sees which finding, and what they may decide about it. */
@Component
class DriftViews {

    private final DriftFindings findings;
    private final Catalog catalog;
    private final ObservedGroups groups;

    DriftViews(DriftFindings findings, Catalog catalog, ObservedGroups groups) {
        this.findings = findings;
        this.catalog = catalog;
        this.groups = groups;
    }

    /** On which resources the viewer sees findings; null for all. */
    @Nullable
    Set<ResourceId> seenBy(Viewer viewer) {
        return viewer.seesEverything() ? null : catalog.answeredForBy(viewer.id());
    }

    /**
     * The finding, if the viewer owns or looks after its resource, or sees everything.
     *
     * @throws ProblemException of kind not found
     */
    DriftFinding seen(String id, Viewer viewer) {
        DriftFinding finding = findings.require(parse(id));
        Resource resource = catalog.require(finding.resource());
        if (!viewer.seesEverything()
                && !resource.owners().contains(viewer.id())
                && !resource.maintainers().contains(viewer.id())) {
            throw unknown();
        }
        return finding;
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("id", "There is no drift finding with this id.");
    }

    /** Why the viewer may not decide; null if they may. */
    @Nullable
    String refusal(DriftFinding finding, Viewer viewer) {
        if (!viewer.owns(finding.resource()) && !viewer.isAdministrator()) {
            return "Only an owner of the resource or an administrator decides about this.";
        }
        return isAboutAccessOf(viewer, finding) ? "Nobody decides about their own access." : null;
    }

    private boolean isAboutAccessOf(Viewer viewer, DriftFinding finding) {
        if (finding.principal() != null && viewer.is(finding.principal())) {
            return true;
        }
        String account = viewer.principal().accounts().get(finding.application());
        return finding.holder() == HolderKind.GROUP
                && account != null
                && groups.isMember(finding.application(), finding.account(), account);
    }

    DriftView of(DriftFinding finding, Viewer viewer) {
        return of(List.of(finding), viewer).getFirst();
    }

    List<DriftView> of(List<DriftFinding> found, Viewer viewer) {
        Map<ResourceId, Resource> resources =
                catalog.findAll(found.stream().map(DriftFinding::resource).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Resource::id, Function.identity()));
        return found.stream()
                .map(finding -> {
                    Resource resource = resources.get(finding.resource());
                    return DriftView.of(
                            finding,
                            resource == null ? finding.resource().toString() : resource.path(),
                            choices(finding, viewer));
                })
                .toList();
    }

    private List<Choice> choices(DriftFinding finding, Viewer viewer) {
        if (finding.state() == DriftState.RESOLVED || refusal(finding, viewer) != null) {
            return List.of();
        }
        boolean added = finding.kind() == DriftKind.ADDED || finding.kind() == DriftKind.RAISED;
        if (added) {
            return finding.holder() == HolderKind.ACCOUNT
                    ? List.of(Choice.ACCEPT, Choice.REVOKE)
                    : List.of(Choice.ACCEPT);
        }
        return finding.grants().isEmpty()
                ? List.of(Choice.ACCEPT)
                : List.of(Choice.RESTORE, Choice.ACCEPT, Choice.REVOKE);
    }
}
