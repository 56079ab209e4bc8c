package dev.hallpass.bundle;

import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.RequestState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where a bundle request goes from how its parts stand; looks at nothing else and changes nothing. */
final class BundleCourse {

    private static final Set<RequestState> UNDECIDED =
            EnumSet.of(RequestState.SUBMITTED, RequestState.EVALUATED, RequestState.AWAITING_APPROVAL);

    private static final Set<RequestState> NOT_TO_BE_HAD =
            EnumSet.of(RequestState.DENIED, RequestState.CANCELLED, RequestState.LAPSED, RequestState.FAILED);

    /** How the name of a part's resource is found. */
    private final Function<AccessRequest, String> names;

    BundleCourse(Function<AccessRequest, String> names) {
        this.names = names;
    }

    /** The next state, if it goes on. */
    Optional<BundleMove> next(BundleRequest bundle, List<AccessRequest> parts) {
        return bundle.mode() == BundleMode.ALL_OR_NOTHING ? held(bundle, parts) : free(bundle, parts);
    }

    private Optional<BundleMove> held(BundleRequest bundle, List<AccessRequest> parts) {
        return switch (bundle.state()) {
            case OPEN -> {
                Optional<BundleMove> fell = fallen(parts);
                yield fell.isPresent() || parts.stream().anyMatch(part -> UNDECIDED.contains(part.state()))
                        ? fell
                        : Optional.of(BundleMove.to(BundleRequestState.AGREED));
            }
            case AGREED -> {
                Optional<BundleMove> fell = fallen(parts);
                yield fell.isPresent() || parts.stream().anyMatch(part -> part.activatedAt() == null)
                        ? fell
                        : Optional.of(BundleMove.to(BundleRequestState.IN_FORCE));
            }
            case IN_FORCE -> over(parts, BundleRequestState.ENDED);
            case UNDOING -> over(parts, BundleRequestState.UNDONE);
            case PARTLY_IN_FORCE, NOT_GRANTED, UNDONE, ENDED -> Optional.empty();
        };
    }

    private Optional<BundleMove> free(BundleRequest bundle, List<AccessRequest> parts) {
        return switch (bundle.state()) {
            case OPEN -> outcome(parts);
            case IN_FORCE, PARTLY_IN_FORCE -> over(parts, BundleRequestState.ENDED);
            case AGREED, NOT_GRANTED, UNDOING, UNDONE, ENDED -> Optional.empty();
        };
    }

    private Optional<BundleMove> outcome(List<AccessRequest> parts) {
        List<AccessRequest> lost = parts.stream()
                .filter(part -> NOT_TO_BE_HAD.contains(part.state()))
                .toList();
        long had = parts.stream().filter(part -> part.activatedAt() != null).count();
        if (lost.size() + had < parts.size()) {
            return Optional.empty();
        }
        if (lost.isEmpty()) {
            return Optional.of(BundleMove.to(BundleRequestState.IN_FORCE));
        }
        String reason = lost.size() == 1
                ? because(lost.getFirst())
                : "%d of %d parts could not be had. %s".formatted(lost.size(), parts.size(), because(lost.getFirst()));
        return Optional.of(new BundleMove(
                had == 0 ? BundleRequestState.NOT_GRANTED : BundleRequestState.PARTLY_IN_FORCE,
                reason,
                lost.getFirst().id()));
    }

    private Optional<BundleMove> fallen(List<AccessRequest> parts) {
        return parts.stream()
                .filter(part -> NOT_TO_BE_HAD.contains(part.state()))
                .findFirst()
                .map(part -> new BundleMove(BundleRequestState.UNDOING, because(part), part.id()));
    }

    private static Optional<BundleMove> over(List<AccessRequest> parts, BundleRequestState end) {
        return parts.stream().allMatch(part -> part.state().isFinal())
                ? Optional.of(BundleMove.to(end))
                : Optional.empty();
    }

    private String because(AccessRequest part) {
        String what = "%s on %s".formatted(part.role(), names.apply(part));
        return switch (part.state()) {
            case LAPSED -> "Nobody decided %s in time.".formatted(what);
            case CANCELLED -> "%s was withdrawn.".formatted(what);
            case DENIED -> "%s was not agreed: %s".formatted(what, part.reason());
            default -> "%s could not be provisioned: %s".formatted(what, part.reason());
        };
    }
}
