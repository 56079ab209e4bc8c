package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;
import static dev.hallpass.web.ExampleParts.page;
import static dev.hallpass.web.ExampleParts.with;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples of bodies and answers, told once for all calls that share them. */
final class OpenApiExamples {

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
            case "tellTicket" -> FactExamples.ticketBody();
            case "tellSchedule" -> FactExamples.scheduleBody();
            case "tellTraining" -> map("completedOn", "2026-09-01");
            case "tellRisk" -> map("level", "MEDIUM", "reason", "Signed in from a new country");
            case "tellUses" -> FactExamples.usesBody();
            case "lintPolicy" -> PolicyExamples.lintBody();
            case "reportByHandOrder" -> map("outcome", "DONE", "note", "Added");
            case "extendGrant" -> map("duration", "PT1H", "justification", "The job runs longer than expected");
            default -> null;
        };
    }

    private static @Nullable Object answer(String operation) {
        return switch (operation) {
            case "askForAccess", "extendGrant" -> RequestExamples.submitted();
            case "getRequest", "decideRequest" -> RequestExamples.request();
            case "cancelRequest" -> with(RequestExamples.submitted(), "state", "CANCELLED");
            case "listRequests" -> page(RequestExamples.request());
            case "previewRequest" -> RequestExamples.preview();
            case "getGrant" -> GrantExamples.grantWithReceipts();
            case "listGrants" -> page(GrantExamples.grant("ACTIVE"));
            case "releaseGrant", "revokeGrant" -> GrantExamples.grant("REVOKING");
            case "getResource" -> resource();
            case "listResources" -> page(resource());
            case "listAccess", "listAccessOfPrincipal" -> page(AccessExamples.access());
            case "listDrift" -> page(AccessExamples.drift());
            case "getDrift", "resolveDrift" -> AccessExamples.drift();
            case "lintPolicy" -> PolicyExamples.lint();
            case "listApplications" -> page(AccessExamples.application());
            case "getDiscovery", "startDiscovery" -> AccessExamples.discovery();
            case "getApplication" -> AccessExamples.application();
            case "listRequestEvents", "listEvents" -> page(event());
            case "verifyTrail" -> map("intact", true, "events", 1234, "headHash", "9f86d081884c7d65".repeat(4));
            case "whoAmI" -> me();
            case "getTicket", "tellTicket" -> FactExamples.ticket();
            case "listSchedules" -> page(FactExamples.schedule());
            case "getSchedule", "tellSchedule" -> FactExamples.schedule();
            case "listTrainings" -> page(FactExamples.training());
            case "tellTraining" -> FactExamples.training();
            case "getRisk", "tellRisk" -> FactExamples.risk();
            case "tellUses" -> map("told", 1, "news", 1);
            case "listUses" -> page(FactExamples.use());
            case "listBundles" -> page(BundleExamples.bundle(GrantExamples.entitlement()));
            case "getBundle", "defineBundle", "changeBundle" -> BundleExamples.bundle(GrantExamples.entitlement());
            case "listBundleRequests" -> page(BundleExamples.request(RequestExamples.submitted()));
            case "getBundleRequest", "decideBundleRequest", "cancelBundleRequest" ->
                BundleExamples.request(RequestExamples.submitted());
            case "listByHandOrders" -> page(BundleExamples.order(GrantExamples.entitlement()));
            case "getByHandOrder", "reportByHandOrder" -> BundleExamples.order(GrantExamples.entitlement());
            default -> null;
        };
    }

    private static Map<String, Object> resource() {
        return map(
                "id",
                ExampleParts.RESOURCE,
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
                "resource", ExampleParts.RESOURCE,
                "request", ExampleParts.REQUEST,
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
                "department", "Payments",
                "location", "London",
                "team", "ledger",
                "zone", "Europe/London",
                "groups", List.of("engineering", "payments"),
                "onCallFor", List.of("web-shop"),
                "roles", List.of(),
                "owns", List.of(map("id", ExampleParts.RESOURCE, "name", "docs-site", "path", "acme/docs-site")));
    }
}
