package dev.hallpass.access;

import dev.hallpass.identity.PrincipalId;
import org.jspecify.annotations.Nullable;

/** What a person says of an order: how it went, and a word to it. */
record ByHandReport(
        PrincipalId by, ByHandOutcome outcome, @Nullable String note) {}
