package dev.hallpass.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples of bodies and answers, told once for all calls that share them. */
final class OpenApiExamples {

    private static final String ID = "0199c0de-7a11-7000-8000-000000000001";
    private static final String GRANT = "0199c0de-7a11-7000-8000-000000000002";
    private static final String RESOURCE = "0199c0de-7a11-7000-8000-000000000003";
    private static final String STEP = "0199c0de-7a11-7000-8000-000000000004";
    private static final String CURSOR = "MDE5OWMwZGUtN2ExMS03MDAwLTgwMDAtMDAwMDAwMDAwMDAx";

    private OpenApiExamples() {}

    static void addTo(Operation operation) {
        Object body = body(operation.getOperationId());
        if (body != null && operation.getRequestBody() != null) {
            operation.getRequestBody().required(true).getContent().values().forEach(media -> media.example(body));
        }
        Object answer = answer(operation.getOperationId());
        if (answer != null) {
            operation.getResponses().values().forEach(response -> {
                if (response.getContent() != null) {
                    for (MediaType media : response.getContent().values()) {
                        media.example(answer);
                    }
                }
            });
        }
    }

    private static @Nullable Object body(String operation) {
        return switch (operation) {
            case "askForAccess", "previewRequest" ->
                map(
                        "entitlements",
                        List.of(map("resource", "payments-api", "role", "write")),
                        "duration",
                        "PT2H",
                        "justification",
                        "Fix the failed payout job",
                        "ticket",
                        "OPS-1");
            case "resolveDrift" -> map("resolution", "REVOKE", "comment", "Nobody asked for this");
            case "decideRequest", "decideBundleRequest" -> map("decision", "APPROVE", "comment", "Go ahead");
            case "defineBundle", "changeBundle" -> BundleExamples.definition();
            case "reportByHandOrder" -> map("outcome", "DONE", "note", "Added");
            case "extendGrant" -> map("duration", "PT1H", "justification", "The job runs longer than expected");
            default -> null;
        };
    }

    private static @Nullable Object answer(String operation) {
        return switch (operation) {
            case "askForAccess", "extendGrant" -> submitted();
            case "getRequest", "decideRequest" -> request();
            case "cancelRequest" -> with(submitted(), "state", "CANCELLED");
            case "listRequests" -> page(request());
            case "previewRequest" -> preview();
            case "getGrant" -> grantWithReceipts();
            case "listGrants" -> page(grant("ACTIVE"));
            case "releaseGrant", "revokeGrant" -> grant("REVOKING");
            case "getResource" -> resource();
            case "listResources" -> page(resource());
            case "listAccess", "listAccessOfPrincipal" -> page(AccessExamples.access());
            case "listDrift" -> page(AccessExamples.drift());
            case "getDrift", "resolveDrift" -> AccessExamples.drift();
            case "listApplications" -> page(AccessExamples.application());
            case "getDiscovery", "startDiscovery" -> AccessExamples.discovery();
            case "getApplication" -> AccessExamples.application();
            case "listRequestEvents", "listEvents" -> page(event());
            case "verifyTrail" -> map("intact", true, "events", 1234, "headHash", "9f86d081884c7d65".repeat(4));
            case "whoAmI" -> me();
            case "listBundles" -> page(BundleExamples.bundle(entitlement()));
            case "getBundle", "defineBundle", "changeBundle" -> BundleExamples.bundle(entitlement());
            case "listBundleRequests" -> page(BundleExamples.request(submitted()));
            case "getBundleRequest", "decideBundleRequest", "cancelBundleRequest" ->
                BundleExamples.request(submitted());
            case "listByHandOrders" -> page(BundleExamples.order(entitlement()));
            case "getByHandOrder", "reportByHandOrder" -> BundleExamples.order(entitlement());
            default -> null;
        };
    }

    private static Map<String, Object> submitted() {
        return map(
                "id", ID,
                "state", "SUBMITTED",
                "requester", "ada",
                "beneficiary", "ada",
                "entitlements", List.of(entitlement()),
                "duration", "PT2H",
                "justification", "Fix the failed payout job",
                "ticket", "OPS-1",
                "route", List.of(),
                "decisions", List.of(),
                "grants", List.of(),
                "clocks", Map.of(),
                "submittedAt", "2026-11-24T09:30:00Z",
                "mayDecide", false,
                "mayNotDecideBecause", "No step of this request waits for a decision.");
    }

    private static Map<String, Object> request() {
        Map<String, Object> request = with(submitted(), "state", "ACTIVE");
        request.put(
                "route",
                List.of(map(
                        "id",
                        STEP,
                        "name",
                        "Owner",
                        "state",
                        "APPROVED",
                        "candidateUsers",
                        List.of("grace"),
                        "candidateGroups",
                        List.of(),
                        "openedAt",
                        "2026-11-24T09:30:00.2Z",
                        "closedAt",
                        "2026-11-24T09:42:03Z",
                        "reminders",
                        0)));
        request.put(
                "decisions",
                List.of(map(
                        "id", "0199c0de-7a11-7000-8000-000000000005",
                        "step", STEP,
                        "decidedBy", "grace",
                        "decision", "APPROVE",
                        "comment", "Go ahead",
                        "decidedAt", "2026-11-24T09:42:03Z")));
        request.put("grants", List.of(grant("ACTIVE")));
        request.put(
                "policy",
                map(
                        "version",
                        "1",
                        "outcome",
                        "ROUTED",
                        "rule",
                        "owner-approves-write",
                        "reason",
                        "The owner of the repository decides about write access."));
        request.put("clocks", map("submittedToDecided", "PT12M3S", "decidedToActive", "PT0.4S"));
        request.put("decidedAt", "2026-11-24T09:42:03Z");
        request.put("activatedAt", "2026-11-24T09:42:03.4Z");
        return request;
    }

    private static Map<String, Object> preview() {
        return map(
                "outcome",
                "ROUTED",
                "rule",
                "owner-approves-write",
                "reason",
                "The owner of the repository decides about write access.",
                "policyVersion",
                "1",
                "steps",
                List.of(map("name", "Owner", "groups", List.of(), "people", List.of("grace"))),
                "remindAfter",
                "PT4H",
                "lapseAfter",
                "P2D");
    }

    private static Map<String, Object> grant(String state) {
        return map(
                "id",
                GRANT,
                "request",
                ID,
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

    private static Map<String, Object> grantWithReceipts() {
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
                        false,
                        "at",
                        "2026-11-24T09:42:03.4Z")));
        return grant;
    }

    private static Map<String, Object> entitlement() {
        return map("resource", RESOURCE, "name", "payments-api", "path", "acme/payments-api", "role", "write");
    }

    private static Map<String, Object> resource() {
        return map(
                "id",
                RESOURCE,
                "application",
                "acme",
                "kind",
                "REPOSITORY",
                "name",
                "payments-api",
                "path",
                "acme/payments-api",
                "sensitivity",
                "CONFIDENTIAL",
                "owners",
                List.of("grace"),
                "maintainers",
                List.of(),
                "tags",
                List.of("payments", "pci"),
                "roles",
                List.of("read", "write", "admin"),
                "available",
                true);
    }

    private static Map<String, Object> event() {
        return map(
                "id", "0199c0de-7a11-7000-8000-000000000006",
                "occurredAt", "2026-11-24T09:42:03Z",
                "type", "approval.decided",
                "actor", "grace",
                "principal", "ada",
                "resource", RESOURCE,
                "request", ID,
                "policyVersion", "1",
                "rule", "owner-approves-write",
                "details", map("verdict", "APPROVE", "step", "Owner", "position", 0));
    }

    private static Map<String, Object> me() {
        return map(
                "id", "ada",
                "displayName", "Ada Lovelace",
                "email", "ada@acme.example",
                "employment", "EMPLOYEE",
                "manager", "alan",
                "groups", List.of("engineering", "payments"),
                "onCallFor", List.of("web-shop"),
                "roles", List.of(),
                "owns", List.of(map("id", RESOURCE, "name", "docs-site", "path", "acme/docs-site")));
    }

    private static Map<String, Object> page(Map<String, Object> item) {
        return map("items", List.of(item), "nextCursor", CURSOR);
    }

    /** What a problem of this kind says. */
    static String detail(HttpProblem kind) {
        return switch (kind) {
            case INVALID_FIELD -> "The duration must be positive.";
            case UNAUTHENTICATED -> "Say who you are.";
            case FORBIDDEN -> "Nobody decides their own request.";
            case NOT_FOUND -> "There is no access request with this id.";
            case CONFLICT -> "No step of this request waits for a decision; it is ACTIVE.";
            case TOO_LARGE -> "The body is larger than is taken here.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body must be JSON and say so.";
            case UNAVAILABLE -> "The policy cannot be evaluated at the moment; try again shortly.";
            case INTERNAL -> "The cause is in the log under the id of this call.";
            default -> "The call is not understood.";
        };
    }

    /** Which field it names, and what would be right. */
    static Map<String, Object> fault(HttpProblem kind) {
        return switch (kind) {
            case INVALID_FIELD ->
                map("field", "duration", "expected", "an ISO-8601 duration from PT1M to PT720H, for example PT2H");
            case UNAUTHENTICATED -> map("field", "Authorization");
            case NOT_FOUND -> map("field", "id");
            case TOO_LARGE -> map("field", "body", "expected", "at most 65536 bytes");
            case UNSUPPORTED_MEDIA_TYPE -> map("field", "Content-Type", "expected", "application/json");
            default -> Map.of();
        };
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        map.put(name, value);
        return map;
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
