package dev.hallpass.access;

import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestSubmission;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was asked for is held already. */
public class AlreadyHeldException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final transient List<Part> parts;
    private final boolean severalAsked;

    /**
     * What is held.
     *
     * @param role the role on the resource that results
     * @param path by which way, in words; null where the caller need not know
     * @param grant the grant that it comes from, if any
     * @param request the request that this traces to, if any
     * @param until when that ends, if it does
     */
    public record Held(
            String role,
            @Nullable String path,
            @Nullable GrantId grant,
            @Nullable RequestId request,
            @Nullable Instant until) {}

    /**
     * Of what was asked for, something that is held.
     *
     * @param path where the resource is
     * @param role the role that was asked for
     */
    public record Part(String path, String role, Held held) {}

    AlreadyHeldException(RequestSubmission asked, String detail, String expected, Held held) {
        super(ProblemKind.ALREADY_HELD, detail, "entitlements", expected);
        this.severalAsked = false;
        this.parts = List.of(new Part(asked.resource().path(), asked.role(), held));
    }

    /**
     * Several of what was asked for as one.
     *
     * @param all whether nothing else was asked for
     */
    public AlreadyHeldException(PrincipalId person, List<Part> parts, boolean all) {
        super(
                ProblemKind.ALREADY_HELD,
                "%s holds %s of this already: %s."
                        .formatted(
                                person.value(),
                                all ? "all" : "some",
                                parts.stream()
                                        .map(part -> "%s on %s".formatted(part.role(), part.path()))
                                        .collect(Collectors.joining(", "))),
                "entitlements",
                all ? "something that is not held yet" : "the others only, or the mode BEST_EFFORT");
        this.severalAsked = true;
        this.parts = List.copyOf(parts);
    }

    /** What is held; the first if it is several. */
    public Held held() {
        return parts.getFirst().held();
    }

    /** Whether several were asked for as one. */
    public boolean severalAsked() {
        return severalAsked;
    }

    /** All that is held of what was asked for. */
    public List<Part> parts() {
        return parts;
    }
}
