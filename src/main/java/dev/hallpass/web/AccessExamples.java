package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;

import java.util.List;
import java.util.Map;

/** Examples of answers about access, drift and applications. */
final class AccessExamples {

    private static final String PROJECT = "0199c0de-7a11-7000-8000-000000000007";
    private static final String FROM = "2026-11-24T09:42:03.4Z";
    private static final String UNTIL = "2026-11-24T11:42:03.4Z";

    private AccessExamples() {}

    static Map<String, Object> access() {
        Map<String, Object> access = map(
                "application", "acme",
                "resource", ExampleParts.RESOURCE,
                "kind", "REPOSITORY",
                "path", "acme/payments-api",
                "principal", "ada",
                "account", "557058:ada",
                "displayName", "Ada Lovelace",
                "effective", "write",
                "role", "write",
                "explicit", "write",
                "standing", "none",
                "withoutGrants", "read",
                "readAt", FROM);
        access.put(
                "paths",
                List.of(
                        map(
                                "kind", "OWN",
                                "on", ExampleParts.RESOURCE,
                                "onPath", "acme/payments-api",
                                "roleThere", "write",
                                "role", "write",
                                "basis", "GRANTED",
                                "grant", ExampleParts.GRANT,
                                "request", ExampleParts.REQUEST,
                                "expiresAt", UNTIL),
                        map(
                                "kind", "PROJECT_GROUP",
                                "on", PROJECT,
                                "onPath", "acme/PAY",
                                "through", "developers",
                                "roleThere", "read",
                                "role", "read",
                                "basis", "STANDING")));
        access.put(
                "grants",
                List.of(map(
                        "id",
                        ExampleParts.GRANT,
                        "request",
                        ExampleParts.REQUEST,
                        "state",
                        "ACTIVE",
                        "role",
                        "write",
                        "justification",
                        "Fix the failed payout job",
                        "rule",
                        "owner-approves-write",
                        "activatedAt",
                        FROM,
                        "expiresAt",
                        UNTIL)));
        return access;
    }

    static Map<String, Object> drift() {
        return map(
                "id",
                "0199c0de-7a11-7000-8000-000000000008",
                "state",
                "OPEN",
                "kind",
                "ADDED",
                "application",
                "acme",
                "resource",
                ExampleParts.RESOURCE,
                "path",
                "acme/payments-api",
                "holder",
                "ACCOUNT",
                "principal",
                "ken",
                "account",
                "557058:ken",
                "expected",
                "none",
                "found",
                "admin",
                "standing",
                "none",
                "response",
                "REPORT",
                "grants",
                List.of(),
                "foundAt",
                FROM,
                "choices",
                List.of("ACCEPT", "REVOKE"));
    }

    static Map<String, Object> application() {
        return map(
                "name",
                "acme",
                "type",
                "bitbucket-cloud",
                "fulfilment",
                "AUTOMATIC",
                "fulfillers",
                "administrators",
                "drift",
                "REPORT",
                "kinds",
                List.of(map(
                        "kind", "REPOSITORY",
                        "roles", List.of("read", "write", "admin"),
                        "rightsToRead", List.of("read:repository:bitbucket", "read:workspace:bitbucket"),
                        "rightsToChange",
                                List.of(
                                        "admin:repository:bitbucket",
                                        "delete:permission:bitbucket",
                                        "read:repository:bitbucket",
                                        "read:workspace:bitbucket",
                                        "write:permission:bitbucket"))),
                "queue",
                map(
                        "revocations", 3,
                        "failingRevocations", 0,
                        "grants", 1,
                        "calls", 13,
                        "expected", "PT2S",
                        "callsLeft", 640,
                        "waiting",
                                List.of(
                                        map(
                                                "urgency",
                                                "REVOCATION",
                                                "waiting",
                                                3,
                                                "pairs",
                                                3,
                                                "oldestDue",
                                                "2026-11-24T09:59:58Z",
                                                "calls",
                                                9,
                                                "expected",
                                                "PT1S",
                                                "expectedAt",
                                                "2026-11-24T10:00:01Z",
                                                "waitingForCalls",
                                                0),
                                        map(
                                                "urgency",
                                                "GRANT",
                                                "waiting",
                                                1,
                                                "pairs",
                                                1,
                                                "oldestDue",
                                                "2026-11-24T09:59:59Z",
                                                "calls",
                                                4,
                                                "expected",
                                                "PT2S",
                                                "expectedAt",
                                                "2026-11-24T10:00:02Z",
                                                "waitingForCalls",
                                                0))),
                "discovery",
                map("phase", "PERMISSIONS", "resourcesRead", 4100, "resources", 5300, "timeLeft", "PT1H20M"),
                "credentials",
                List.of(map(
                        "name", "hallpass-bot@acme.example", "callsPerHour", 800, "callsLeft", 640, "accepted", true)));
    }

    static Map<String, Object> discovery() {
        return map(
                "application", "acme",
                "phase", "PERMISSIONS",
                "done", 1200,
                "total", 5321,
                "resourcesRead", 1200,
                "resources", 5321,
                "calls", 1290,
                "startedAt", "2026-11-24T09:00:00Z",
                "timeLeft", "PT5H12M",
                "unreadable", 0);
    }
}
