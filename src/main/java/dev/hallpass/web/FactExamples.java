package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;

import java.util.List;
import java.util.Map;

/** Examples of facts. */
final class FactExamples {

    private static final String FROM = "2026-11-24T09:00:00Z";
    private static final String TO = "2026-12-01T09:00:00Z";

    private FactExamples() {}

    static Map<String, Object> ticketBody() {
        return map("status", "IN_PROGRESS", "type", "incident", "assignee", "ada");
    }

    static Map<String, Object> ticket() {
        return map(
                "key",
                "OPS-1",
                "status",
                "IN_PROGRESS",
                "type",
                "incident",
                "assignee",
                "ada",
                "toldAt",
                "2026-11-24T09:30:00Z");
    }

    static Map<String, Object> scheduleBody() {
        return map("shifts", List.of(shift()), "applications", List.of(), "resources", List.of("payments-api"));
    }

    static Map<String, Object> schedule() {
        return map(
                "name",
                "payments",
                "shifts",
                List.of(shift()),
                "applications",
                List.of(),
                "resources",
                List.of(resource()));
    }

    static Map<String, Object> training() {
        return map("person", "ada", "name", "secure-coding", "completedOn", "2026-09-01");
    }

    static Map<String, Object> risk() {
        return map("person", "ada", "level", "MEDIUM", "reason", "Signed in from a new country");
    }

    static Map<String, Object> usesBody() {
        return map("uses", List.of(map("person", "ada", "resource", "payments-api", "at", "2026-11-24T09:30:00Z")));
    }

    static Map<String, Object> use() {
        return map("person", "ada", "resource", resource(), "at", "2026-11-24T09:30:00Z");
    }

    private static Map<String, Object> shift() {
        return map("person", "ada", "from", FROM, "to", TO);
    }

    private static Map<String, Object> resource() {
        return map("id", ExampleParts.RESOURCE, "path", "acme/payments-api");
    }
}
