package dev.hallpass.web;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Which events are wanted. */
record AuditParameters(
        @Parameter(description = "Not before this time, ISO-8601 with zone.", example = "2026-11-24T00:00:00Z")
        @Nullable
        String from,

        @Parameter(description = "Before this time, ISO-8601 with zone.", example = "2026-11-25T00:00:00Z") @Nullable
        String to,

        @Parameter(description = "Who acted: a login name, `policy` or `hallpass`.", example = "grace") @Nullable
        String actor,

        @Parameter(description = "Whose access it is about.", example = "ada") @Nullable
        String principal,

        @Parameter(description = "The resource: id, path or unambiguous name.", example = "payments-api") @Nullable
        String resource,

        @Parameter(description = "What happened.", example = "approval.decided") @Nullable
        String type,

        @Parameter(description = "The request it belongs to.") @Nullable
        String request) {}
