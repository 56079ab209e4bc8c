package dev.hallpass.approval;

import dev.hallpass.identity.PrincipalId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one person decided in one step, when, and what they said to it. */
public record Decision(
        UUID id,
        StepId step,
        PrincipalId decidedBy,
        Verdict verdict,
        @Nullable String comment,
        Instant decidedAt) {}
