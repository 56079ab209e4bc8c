package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;
import static dev.hallpass.web.ExampleParts.with;

import java.util.List;
import java.util.Map;

/** Examples of access requests on their way. */
final class RequestExamples {

    private RequestExamples() {}

    static Map<String, Object> submitted() {
        return map(
                "id",
                ExampleParts.REQUEST,
                "state",
                "SUBMITTED",
                "requester",
                "ada",
                "beneficiary",
                "ada",
                "entitlements",
                List.of(GrantExamples.entitlement()),
                "duration",
                "PT2H",
                "emergency",
                false,
                "breakGlass",
                false,
                "justification",
                "Fix the failed payout job",
                "ticket",
                "OPS-1",
                "route",
                List.of(),
                "decisions",
                List.of(),
                "grants",
                List.of(),
                "byHandOrders",
                List.of(),
                "clocks",
                Map.of(),
                "submittedAt",
                "2026-11-24T09:30:00Z",
                "mayDecide",
                false,
                "mayNotDecideBecause",
                "No step of this request waits for a decision.");
    }

    static Map<String, Object> request() {
        Map<String, Object> request = with(submitted(), "state", "ACTIVE");
        request.put(
                "route",
                List.of(map(
                        "id",
                        ExampleParts.STEP,
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
                        "step", ExampleParts.STEP,
                        "decidedBy", "grace",
                        "decision", "APPROVE",
                        "comment", "Go ahead",
                        "decidedAt", "2026-11-24T09:42:03Z")));
        request.put("grants", List.of(GrantExamples.grant("ACTIVE")));
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

    static Map<String, Object> preview() {
        return map(
                "outcome",
                "ROUTED",
                "rule",
                "owner-approves-write",
                "reason",
                "The owner of the repository decides about write access.",
                "policyVersion",
                "1",
                "duration",
                "PT2H",
                "steps",
                List.of(map(
                        "name",
                        "Owner",
                        "groups",
                        List.of(),
                        "people",
                        List.of("grace"),
                        "needed",
                        1,
                        "commentRequired",
                        false,
                        "secondFactorRequired",
                        false,
                        "fallback",
                        false)),
                "remindAfter",
                "PT4H",
                "lapseAfter",
                "P2D");
    }
}
