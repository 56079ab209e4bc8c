package dev.hallpass.web;

import dev.hallpass.approval.ApprovalStep;
import dev.hallpass.approval.Approvals;
import dev.hallpass.bundle.BundleRequest;
import dev.hallpass.bundle.BundleRequestId;
import dev.hallpass.bundle.BundleRequests;
import dev.hallpass.common.ProblemException;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what belongs to bundle requests, as far as the viewer may see it. */
@Component
class BundleRequestViews {

    private final BundleRequests bundles;
    private final Approvals approvals;
    private final RequestViews views;

    BundleRequestViews(BundleRequests bundles, Approvals approvals, RequestViews views) {
        this.bundles = bundles;
        this.approvals = approvals;
        this.views = views;
    }

    /**
     * The bundle request, if the viewer asked for it, gets the access, sees a part of it, or sees everything.
     *
     * @throws ProblemException of kind not found
     */
    BundleRequest visible(String id, Viewer viewer) {
        BundleRequest bundle = bundles.require(BundleRequestId.parse(id));
        if (!seesAll(bundle, viewer)
                && visible(bundles.partsOf(List.of(bundle.id())), viewer).isEmpty()) {
            throw ProblemException.notFound("id", "There is no bundle request with this id.");
        }
        return bundle;
    }

    private static boolean seesAll(BundleRequest bundle, Viewer viewer) {
        return viewer.seesEverything() || viewer.is(bundle.requester()) || viewer.is(bundle.beneficiary());
    }

    /** Of a bundle of others one sees what one would see of its parts alone. */
    private List<AccessRequest> visible(List<AccessRequest> parts, Viewer viewer) {
        Set<RequestId> asApprover = approvals
                .stepsOf(parts.stream().map(AccessRequest::id).toList())
                .stream()
                .filter(step -> isCandidate(step, viewer))
                .map(ApprovalStep::request)
                .collect(Collectors.toSet());
        return parts.stream()
                .filter(part -> viewer.owns(part.resource()) || asApprover.contains(part.id()))
                .toList();
    }

    private static boolean isCandidate(ApprovalStep step, Viewer viewer) {
        return step.candidateUsers().contains(viewer.id())
                || !Collections.disjoint(
                        step.candidateGroups(), viewer.principal().groups());
    }

    /** One with its parts. */
    BundleRequestView of(BundleRequestId id, Viewer viewer, @Nullable List<RequestId> decided) {
        BundleRequest bundle = bundles.require(id);
        List<AccessRequest> parts = bundles.partsOf(List.of(id));
        List<AccessRequest> shown = seesAll(bundle, viewer) ? parts : visible(parts, viewer);
        return view(bundle, parts, views.of(shown, viewer), decided, null);
    }

    /** One that somebody has just asked for. */
    BundleRequestView asked(BundleRequestId id, Viewer viewer, Preconditions.Several checked) {
        BundleRequest bundle = bundles.require(id);
        List<AccessRequest> parts = bundles.partsOf(List.of(id));
        return view(bundle, parts, views.of(parts, viewer), null, checked);
    }

    /** Several, without their parts. */
    List<BundleRequestView> of(List<BundleRequest> found) {
        Map<UUID, List<AccessRequest>> parts = bundles
                .partsOf(found.stream().map(BundleRequest::id).toList())
                .stream()
                .collect(Collectors.groupingBy(part -> part.bundleRequest()));
        return found.stream()
                .map(bundle -> view(bundle, parts.getOrDefault(bundle.id().value(), List.of()), null, null, null))
                .toList();
    }

    private static BundleRequestView view(
            BundleRequest bundle,
            Collection<AccessRequest> parts,
            @Nullable List<RequestView> shown,
            @Nullable List<RequestId> decided,
            Preconditions.@Nullable Several checked) {
        Map<RequestState, Integer> counts = new EnumMap<>(RequestState.class);
        parts.forEach(part -> counts.merge(part.state(), 1, Integer::sum));
        return new BundleRequestView(
                bundle.id().value(),
                bundle.bundle(),
                bundle.mode(),
                bundle.state(),
                bundle.reason(),
                bundle.failedPart() == null ? null : bundle.failedPart().value(),
                bundle.requester().value(),
                bundle.beneficiary().value(),
                bundle.duration().toString(),
                bundle.justification(),
                bundle.ticket(),
                bundle.size(),
                counts,
                shown,
                decided == null ? null : decided.stream().map(RequestId::value).toList(),
                checked == null ? null : checked.held(),
                checked == null ? null : checked.notice(),
                bundle.submittedAt(),
                bundle.settledAt(),
                bundle.endedAt());
    }
}
