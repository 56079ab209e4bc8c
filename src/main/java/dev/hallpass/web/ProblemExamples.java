package dev.hallpass.web;

import static dev.hallpass.web.ExampleParts.map;

import dev.hallpass.common.ProblemKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Examples of what problems say. */
final class ProblemExamples {

    private ProblemExamples() {}

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

    /** What somebody is told who asks for a person to whom nothing can be given. */
    static Map<String, Object> notAMember() {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", ProblemKind.NOT_A_MEMBER.type().toString());
        example.put("title", ProblemKind.NOT_A_MEMBER.title());
        example.put("status", ProblemKind.NOT_A_MEMBER.status());
        example.put("detail", "ada has no account in acme that Hallpass knows of.");
        example.put("field", "entitlements");
        example.put("expected", "somebody whose account in acme is in the directory");
        example.put("requestId", "0199c0de-7a11-7000-8000-000000000001");
        return example;
    }
}
