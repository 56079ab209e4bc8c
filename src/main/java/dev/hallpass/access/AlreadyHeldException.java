package dev.hallpass.access;

import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import dev.hallpass.request.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was asked for is held already. */
public class AlreadyHeldException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final transient Held held;

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

    AlreadyHeldException(String detail, String expected, Held held) {
        super(ProblemKind.ALREADY_HELD, detail, "entitlements", expected);
        this.held = held;
    }

    /** What is held. */
    public Held held() {
        return held;
    }
}
