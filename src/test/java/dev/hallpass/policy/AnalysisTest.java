package dev.hallpass.policy;

import dev.hallpass.DomainContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What tests of the analysis have in common: one context, and decisions of a table to analyse in it. */
abstract class AnalysisTest {

    static final Map<String, Object> OWNER = Map.of("name", "Owner", "approvers", "resource-owners");
    static final Map<String, Object> SECURITY = Map.of("name", "Security", "approvers", "group:security");

    @SuppressWarnings("NullAway.Init") // before all tests
    static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    static PolicyFacts facts(String requester, String beneficiary, String repository, Duration duration) {
        return new PolicyFacts(
                context.person(requester),
                context.person(beneficiary),
                context.repository(repository),
                "write",
                duration,
                null,
                false);
    }

    static PolicyOutcome analyse(@Nullable Object decision) {
        return analyse(facts("ada", "ada", "payments-api", Duration.ofHours(1)), decision);
    }

    static PolicyOutcome analyse(PolicyFacts facts, @Nullable Object decision) {
        return context.bean(PolicyAnalysis.class).analyse(facts, decision);
    }

    static PolicyFacts circumstances(Duration duration, Circumstances circumstances) {
        return new PolicyFacts(
                context.person("ada"),
                context.person("ada"),
                context.repository("payments-api"),
                "write",
                duration,
                null,
                circumstances.prolonged() != null,
                circumstances,
                Map.of());
    }

    static Map<String, Object> decision(String outcome) {
        Map<String, Object> decision = new HashMap<>();
        decision.put("outcome", outcome);
        decision.put("rule", "a-rule");
        decision.put("reason", "A reason");
        decision.put("steps", List.of(OWNER));
        decision.put("maximumSeconds", 28_800);
        decision.put("remindAfter", "PT4H");
        decision.put("lapseAfter", "P2D");
        return decision;
    }

    static Map<String, Object> with(String outcome, String name, @Nullable Object value) {
        Map<String, Object> decision = decision(outcome);
        if (value == null) {
            decision.remove(name);
        } else {
            decision.put(name, value);
        }
        return decision;
    }

    static Map<String, Object> route(Object... steps) {
        return with("ROUTE", "steps", Arrays.asList(steps));
    }

    static Map<String, Object> step(Object approvers) {
        return Map.of("name", "Step", "approvers", approvers);
    }
}
