package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;

import java.util.List;
import java.util.Map;

/** Examples of grants, and of what they give. */
final class GrantExamples {

    private GrantExamples() {}

    static Map<String, Object> grant(String state) {
        return map(
                "id",
                ExampleParts.GRANT,
                "request",
                ExampleParts.REQUEST,
                "state",
                state,
                "principal",
                "ada",
                "account",
                "557058:ada",
                "entitlement",
                entitlement(),
                "effective",
                "write",
                "standing",
                "read",
                "openedAt",
                "2026-11-24T09:42:03.1Z",
                "activatedAt",
                "2026-11-24T09:42:03.4Z",
                "expiresAt",
                "2026-11-24T11:42:03.4Z",
                "failedAttempts",
                0);
    }

    static Map<String, Object> grantWithReceipts() {
        Map<String, Object> grant = grant("ACTIVE");
        grant.put(
                "receipts",
                List.of(map(
                        "id",
                        "0199c0de-7a12-7000-8000-000000000003",
                        "action",
                        "ACTIVATED",
                        "means",
                        "WRITE",
                        "before",
                        "read",
                        "written",
                        "write",
                        "explicitAfter",
                        "write",
                        "effectiveAfter",
                        "write",
                        "otherPaths",
                        List.of(),
                        "residual",
                        "NO",
                        "at",
                        "2026-11-24T09:42:03.4Z")));
        return grant;
    }

    static Map<String, Object> entitlement() {
        return map(
                "resource",
                ExampleParts.RESOURCE,
                "name",
                "payments-api",
                "path",
                "acme/payments-api",
                "role",
                "write");
    }
}
