package dev.hallpass.web;

import dev.hallpass.bundle.Bundle;
import dev.hallpass.bundle.BundleEntitlement;
import dev.hallpass.bundle.BundleMode;
import dev.hallpass.bundle.BundleRequestId;
import dev.hallpass.bundle.BundleRequests;
import dev.hallpass.bundle.BundleSubmission;
import dev.hallpass.bundle.BundleValidation;
import dev.hallpass.bundle.Bundles;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.common.ProblemException;
import dev.hallpass.request.RequestSubmission;
import dev.hallpass.request.RequestValidation;
import dev.hallpass.web.Idempotency.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Asking for several entitlements as one, by the name of a bundle or one by one. */
@Component
class AskingForBundles {

    private final Bundles bundles;
    private final BundleRequests requests;
    private final BundleValidation sizes;
    private final RequestValidation validation;
    private final BundleRequestViews views;
    private final Previews previews;
    private final Preconditions preconditions;
    private final Idempotency idempotency;

    AskingForBundles(
            Bundles bundles,
            BundleRequests requests,
            BundleValidation sizes,
            RequestValidation validation,
            BundleRequestViews views,
            Previews previews,
            Preconditions preconditions,
            Idempotency idempotency) {
        this.bundles = bundles;
        this.requests = requests;
        this.sizes = sizes;
        this.validation = validation;
        this.views = views;
        this.previews = previews;
        this.preconditions = preconditions;
        this.idempotency = idempotency;
    }

    ResponseEntity<String> ask(Viewer viewer, ApiCall call, RequestBodies.Ask body) {
        BundleSubmission submission = checked(body, viewer);
        return idempotency.run(viewer, call, () -> preconditions.check(submission), checked -> {
            BundleRequestId id = requests.submit(checked.submission());
            return Answer.accepted(BundleRequestsController.PATH + "/" + id, views.asked(id, viewer, checked));
        });
    }

    BundlePreviewView preview(Viewer viewer, RequestBodies.Ask body) {
        Preconditions.Several checked = preconditions.check(checked(body, viewer));
        BundleSubmission submission = checked.submission();
        List<BundlePreviewView.Part> parts = submission.parts().stream()
                .map(part -> new BundlePreviewView.Part(entitlement(part), previews.ofPart(part)))
                .toList();
        return new BundlePreviewView(outcome(submission.mode(), parts), parts, checked.held(), checked.notice());
    }

    private static RequestView.EntitlementView entitlement(RequestSubmission part) {
        return new RequestView.EntitlementView(
                part.resource().id().value(),
                part.resource().name(),
                part.resource().path(),
                part.role());
    }

    private static String outcome(BundleMode mode, List<BundlePreviewView.Part> parts) {
        List<String> outcomes =
                parts.stream().map(part -> part.preview().outcome()).distinct().toList();
        boolean refused = outcomes.contains("REFUSED") && (mode == BundleMode.ALL_OR_NOTHING || outcomes.size() == 1);
        if (refused) {
            return "REFUSED";
        }
        return outcomes.contains("ROUTED") ? "ROUTED" : "APPROVED";
    }

    private BundleSubmission checked(RequestBodies.Ask body, Viewer viewer) {
        BundleSubmission submission =
                body.bundle() == null ? several(body, viewer) : named(body.bundle(), body, viewer);
        AskingForOthers.check(viewer, submission.parts().getFirst().beneficiary());
        return submission;
    }

    private BundleSubmission named(String name, RequestBodies.Ask body, Viewer viewer) {
        if (body.entitlements() != null && !body.entitlements().isEmpty()) {
            throw ProblemException.invalid(
                    "entitlements", "A bundle is asked for as it is.", "either bundle or entitlements");
        }
        if (body.mode() != null) {
            throw ProblemException.invalid("mode", "A named bundle has its own mode.", "no mode with bundle");
        }
        Bundle bundle = bundles.find(name)
                .orElseThrow(() -> ProblemException.invalid(
                        "bundle", "There is no bundle of this name.", "one of those in GET /api/v1/bundles"));
        List<RequestSubmission> parts = new ArrayList<>();
        for (BundleEntitlement each : bundle.entitlements()) {
            parts.add(validation.check(body.by(viewer.id(), each.resource().toString(), each.role()), "bundle"));
        }
        return new BundleSubmission(name, bundle.mode(), parts);
    }

    private BundleSubmission several(RequestBodies.Ask body, Viewer viewer) {
        int count = body.entitlements() == null ? 0 : body.entitlements().size();
        sizes.checkSize(count);
        @Nullable BundleMode mode = Parameters.choice(body.mode(), "mode", BundleMode.class);
        List<RequestSubmission> parts = new ArrayList<>();
        Set<ResourceId> seen = new HashSet<>();
        for (int position = 0; position < count; position++) {
            String field = "entitlements[%d]".formatted(position);
            RequestSubmission part = validation.check(body.by(viewer.id(), position), field);
            BundleValidation.checkOnce(seen.add(part.resource().id()), field + ".resource");
            parts.add(part);
        }
        return new BundleSubmission(null, mode == null ? BundleMode.ALL_OR_NOTHING : mode, parts);
    }
}
