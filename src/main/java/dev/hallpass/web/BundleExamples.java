package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;

import java.util.List;
import java.util.Map;

/** Examples of what is said of bundles and of what is done by hand. */
final class BundleExamples {

    private static final String ID = "0199c0de-7a11-7000-8000-000000000006";
    private static final String AT = "2026-11-24T09:30:00Z";

    private BundleExamples() {}

    static Map<String, Object> definition() {
        return map(
                "name", "payments-on-call",
                "description", "What on-call for payments needs",
                "mode", "ALL_OR_NOTHING",
                "owners", List.of("grace"),
                "entitlements", List.of(map("resource", "payments-api", "role", "write")));
    }

    static Map<String, Object> bundle(Map<String, Object> entitlement) {
        Map<String, Object> bundle = definition();
        bundle.put("entitlements", List.of(entitlement));
        bundle.put("source", "API");
        bundle.put("definedBy", "linus");
        bundle.put("definedAt", AT);
        return bundle;
    }

    static Map<String, Object> request(Map<String, Object> part) {
        return map(
                "id", ID,
                "bundle", "payments-on-call",
                "mode", "ALL_OR_NOTHING",
                "state", "OPEN",
                "requester", "ada",
                "beneficiary", "ada",
                "duration", "PT2H",
                "justification", "Fix the failed payout job",
                "ticket", "OPS-1",
                "size", 1,
                "counts", map("SUBMITTED", 1),
                "parts", List.of(part),
                "submittedAt", AT);
    }

    static Map<String, Object> order(Map<String, Object> entitlement) {
        return map(
                "id", ID,
                "request", "0199c0de-7a11-7000-8000-000000000001",
                "purpose", "GRANT",
                "state", "OPEN",
                "principal", "ada",
                "account", "557058:ada",
                "entitlement", entitlement,
                "instruction", "Add the account to the group.",
                "fulfillers", "administrators",
                "askedAt", AT,
                "repeats", 0,
                "mayReport", true);
    }
}
