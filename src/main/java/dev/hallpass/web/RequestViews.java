package dev.hallpass.web;

import dev.hallpass.access.BookedOrder;
import dev.hallpass.access.ByHandOrders;
import dev.hallpass.access.Grants;
import dev.hallpass.approval.ApprovalStep;
import dev.hallpass.approval.Approvals;
import dev.hallpass.approval.Decision;
import dev.hallpass.approval.Eligibility;
import dev.hallpass.approval.StepId;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.GrantExtensions;
import dev.hallpass.request.RequestId;
import dev.hallpass.web.RequestView.ClocksView;
import dev.hallpass.web.RequestView.DecisionView;
import dev.hallpass.web.RequestView.ExtensionsView;
import dev.hallpass.web.RequestView.PolicyView;
import dev.hallpass.web.RequestView.ProcessView;
import dev.hallpass.web.RequestView.StepView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what belongs to requests, with as many queries for a page of them as for one. */
@Component
class RequestViews {

    private final Approvals approvals;
    private final Grants grants;
    private final GrantViews grantViews;
    private final ByHandOrders hands;
    private final ByHandViews handViews;
    private final GrantExtensions extensions;
    private final Catalog catalog;
    private final AuditTrail audit;

    RequestViews(
            Approvals approvals,
            Grants grants,
            GrantViews grantViews,
            ByHandOrders hands,
            ByHandViews handViews,
            GrantExtensions extensions,
            Catalog catalog,
            AuditTrail audit) {
        this.approvals = approvals;
        this.grants = grants;
        this.grantViews = grantViews;
        this.hands = hands;
        this.handViews = handViews;
        this.extensions = extensions;
        this.catalog = catalog;
        this.audit = audit;
    }

    RequestView of(AccessRequest request, Viewer viewer) {
        return of(List.of(request), viewer).getFirst();
    }

    /** The same for who has just asked, with what people will be asked to do before it can be given. */
    RequestView asked(AccessRequest request, Viewer viewer, @Nullable String notice) {
        return of(List.of(request), viewer, notice).getFirst();
    }

    List<RequestView> of(List<AccessRequest> requests, Viewer viewer) {
        return of(requests, viewer, null);
    }

    private List<RequestView> of(List<AccessRequest> requests, Viewer viewer, @Nullable String notice) {
        List<RequestId> ids = requests.stream().map(AccessRequest::id).toList();
        Map<RequestId, List<ApprovalStep>> steps =
                approvals.stepsOf(ids).stream().collect(Collectors.groupingBy(ApprovalStep::request));
        Map<StepId, List<Decision>> decisions =
                approvals.decisionsOf(ids).stream().collect(Collectors.groupingBy(Decision::step));
        Map<UUID, List<GrantView>> opened = grantViews.of(grants.ofRequests(ids), viewer).stream()
                .collect(Collectors.groupingBy(GrantView::request));
        Map<UUID, List<String>> elements =
                audit.elementsPassed(ids.stream().map(RequestId::value).toList());
        Map<UUID, List<ByHandView>> orders = handViews.of(shown(hands.ofRequests(ids), viewer), viewer).stream()
                .collect(Collectors.groupingBy(order -> Objects.requireNonNull(order.request())));
        Map<UUID, GrantExtensions.History> histories = extensions.of(requests.stream()
                .map(AccessRequest::extendsGrant)
                .filter(Objects::nonNull)
                .toList());
        ResourceNames names = ResourceNames.of(
                catalog, requests.stream().map(AccessRequest::resource).toList());
        return requests.stream()
                .map(request -> {
                    List<ApprovalStep> route = steps.getOrDefault(request.id(), List.of());
                    List<Decision> made = route.stream()
                            .flatMap(step -> decisions.getOrDefault(step.id(), List.of()).stream())
                            .toList();
                    return view(
                            request,
                            route,
                            made,
                            opened.getOrDefault(request.id().value(), List.of()),
                            orders.getOrDefault(request.id().value(), List.of()),
                            elements.getOrDefault(request.id().value(), List.of()),
                            histories,
                            names,
                            viewer,
                            notice);
                })
                .toList();
    }

    /** They tell what the holder has besides, so they are for who may know that, and for who is to do them. */
    private static List<BookedOrder> shown(List<BookedOrder> orders, Viewer viewer) {
        return orders.stream()
                .filter(booked -> viewer.seesEverything()
                        || booked.order().holder().filter(viewer::is).isPresent()
                        || viewer.owns(booked.order().resource())
                        || viewer.principal().groups().contains(booked.order().fulfillers()))
                .toList();
    }

    private static RequestView view(
            AccessRequest request,
            List<ApprovalStep> route,
            List<Decision> decisions,
            List<GrantView> opened,
            List<ByHandView> orders,
            List<String> elements,
            Map<UUID, GrantExtensions.History> histories,
            ResourceNames names,
            Viewer viewer,
            @Nullable String notice) {
        Eligibility eligibility = Eligibility.of(viewer.principal(), request, route, decisions);
        return new RequestView(
                request.id().value(),
                request.state(),
                request.endReason(),
                request.requester().value(),
                request.beneficiary().value(),
                List.of(names.entitlement(request.resource(), request.role())),
                request.duration().toString(),
                request.terms().askedDuration() == null
                        ? null
                        : request.terms().askedDuration().toString(),
                request.terms().emergency(),
                request.terms().breakGlass(),
                extensions(request, histories),
                request.justification(),
                request.ticket(),
                request.extendsGrant(),
                request.bundleRequest(),
                route.stream().map(RequestViews::step).toList(),
                decisions.stream().map(RequestViews::decision).toList(),
                opened,
                orders,
                policy(request),
                process(request, elements),
                new ClocksView(
                        text(request.submittedToDecided()),
                        text(request.decidedToActive()),
                        text(request.expiredToGone())),
                request.decideBy(),
                request.submittedAt(),
                request.decidedAt(),
                request.activatedAt(),
                request.expiredAt(),
                request.endedAt(),
                eligibility.allowed(),
                eligibility.allowed() ? null : eligibility.reason(),
                notice);
    }

    private static @Nullable ExtensionsView extensions(
            AccessRequest request, Map<UUID, GrantExtensions.History> histories) {
        if (request.extendsGrant() == null) {
            return null;
        }
        GrantExtensions.History history = histories.getOrDefault(request.extendsGrant(), GrantExtensions.History.NONE);
        return new ExtensionsView(
                history.count(), history.total().toString(), request.terms().maximumExtensions());
    }

    private static StepView step(ApprovalStep step) {
        return new StepView(
                step.id().value(),
                step.name(),
                step.state(),
                step.candidateUsers().stream().map(PrincipalId::value).sorted().toList(),
                step.candidateGroups().stream().sorted().toList(),
                step.openedAt(),
                step.closedAt(),
                step.reminders());
    }

    private static DecisionView decision(Decision decision) {
        return new DecisionView(
                decision.id(),
                decision.step().value(),
                decision.decidedBy().value(),
                decision.verdict(),
                decision.comment(),
                decision.decidedAt());
    }

    private static @Nullable PolicyView policy(AccessRequest request) {
        return request.policyOutcome() == null
                ? null
                : new PolicyView(
                        request.policyVersion(),
                        request.policyOutcome(),
                        String.valueOf(request.rule()),
                        String.valueOf(request.reason()));
    }

    private static @Nullable ProcessView process(AccessRequest request, List<String> elements) {
        Long key = request.processInstanceKey();
        return key == null && elements.isEmpty()
                ? null
                : new ProcessView(key == null ? null : key.toString(), elements);
    }

    private static @Nullable String text(Optional<Duration> duration) {
        return duration.map(Duration::toString).orElse(null);
    }
}
