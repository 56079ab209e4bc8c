package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;

import java.util.List;
import java.util.Map;

/** Examples of what is told about policies. */
final class PolicyExamples {

    private PolicyExamples() {}

    static Map<String, Object> lintBody() {
        return map("dmn", "<?xml version=\"1.0\" encoding=\"UTF-8\"?> …", "remarks", false);
    }

    static Map<String, Object> lint() {
        return map(
                "errors",
                1,
                "warnings",
                0,
                "findings",
                List.of(map(
                        "code",
                        "gap",
                        "severity",
                        "ERROR",
                        "decision",
                        "duration-ceiling",
                        "message",
                        "There are requests that no rule of duration-ceiling fits.",
                        "example",
                        map("role", "read", "resource", map("sensitivity", "RESTRICTED")))));
    }
}
