package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.decision.DecisionModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The policy says what its owners think it says: the examples of the table, decided by Camunda's own engine. */
class AccessPolicyDecisionTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final DecisionModel POLICY = DecisionModel.parse(shipped());

    @RegisterExtension
    static final DeployedEngine ENGINE = new DeployedEngine();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/access-policy-cases.csv",
            numLinesToSkip = 1,
            nullValues = "null",
            quoteCharacter = '\'')
    void decides(ArgumentsAccessor example) {
        var decision = decide(Map.of("facts", facts(example)));

        assertThat(decision).containsEntry("outcome", cell(example, 9)).containsEntry("rule", cell(example, 10));
        assertThat(decision.get("maximumSeconds")).asString().isEqualTo(cell(example, 12));
        assertThat(stepsOf(decision)).extracting(step -> step.get("approvers")).isEqualTo(words(cell(example, 11)));
        assertThat(stepsOf(decision))
                .allSatisfy(step -> assertThat(step.get("name")).asString().isNotBlank());
        assertThat(decision.get("reason")).asString().endsWith(".").hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"facts\":null}", "{\"facts\":{}}", "{\"facts\":42}", "{\"facts\":[]}"})
    void refusesWhenNothingIsKnown(String variables) {
        var decision = decide(JSON.readValue(variables, new TypeReference<Map<String, Object>>() {}));

        assertThat(decision).containsEntry("outcome", "REFUSE").containsEntry("rule", "duration-missing");
    }

    @Test
    void countsTheFactsOfTheBeneficiaryAndNotOfTheRequester() {
        var requester = Map.of("id", "ada", "groups", List.of("engineering"), "employment", "EMPLOYEE");
        var beneficiary = Map.of("id", "ken", "groups", List.of(), "employment", "CONTRACTOR", "onCall", false);
        var facts = Map.of(
                "requester",
                requester,
                "beneficiary",
                beneficiary,
                "resource",
                Map.of("kind", "REPOSITORY", "sensitivity", "PUBLIC"),
                "role",
                "read",
                "durationSeconds",
                7200);

        assertThat(decide(Map.of("facts", facts))).containsEntry("rule", "contractor-without-ticket");
    }

    @Test
    void whoIsToldIsCollectedFromAllRulesThatFit() {
        var facts = Map.of(
                "beneficiary",
                Map.of("employment", "CONTRACTOR"),
                "resource",
                Map.of("kind", "REPOSITORY", "sensitivity", "RESTRICTED"),
                "role",
                "admin",
                "durationSeconds",
                3600);

        assertThat(decide(Map.of("facts", facts)).get("tell"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(told -> told.get("rule"))
                .containsExactlyInAnyOrder(
                        "tell-owners-of-admin", "tell-security-of-restricted", "tell-manager-of-contractor");
    }

    @Test
    void adminOnWhatIsRestrictedNeedsTwoOfSecurityWhoSayWhy() {
        var facts = Map.of(
                "beneficiary",
                Map.of("employment", "EMPLOYEE"),
                "resource",
                Map.of("kind", "REPOSITORY", "sensitivity", "RESTRICTED"),
                "role",
                "admin",
                "durationSeconds",
                3600);

        assertThat(JSON.convertValue(
                        decide(Map.of("facts", facts)).get("steps"), new TypeReference<List<Map<String, Object>>>() {}))
                .last(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("mode", 2)
                .containsEntry("comment", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "write"})
    void remindsBeforeItLapses(String role) {
        var decision = decide(Map.of("facts", Map.of("role", role)));

        assertThat(Duration.parse(String.valueOf(decision.get("remindAfter"))))
                .isPositive()
                .isLessThan(Duration.parse(String.valueOf(decision.get("lapseAfter"))));
    }

    private static byte[] shipped() {
        try (InputStream policy = AccessPolicyDecisionTest.class.getResourceAsStream("/camunda/access-policy.dmn")) {
            return Objects.requireNonNull(policy).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> decide(Map<String, ? extends @Nullable Object> variables) {
        var decision = ENGINE.client()
                .newEvaluateDecisionCommand()
                .decisionId("access-policy")
                .variables(variables)
                .send()
                .join();

        assertThat(decision.getFailureMessage()).as("failure").isNullOrEmpty();
        assertThat(JSON.readTree(JSON.writeValueAsString(
                        POLICY.evaluate("access-policy", variables).output())))
                .as("in process")
                .isEqualTo(JSON.readTree(decision.getDecisionOutput()));
        return JSON.readValue(decision.getDecisionOutput(), new TypeReference<>() {});
    }

    private static Map<String, @Nullable Object> facts(ArgumentsAccessor example) {
        var beneficiary = new HashMap<String, @Nullable Object>();
        beneficiary.put("employment", cell(example, 1));
        beneficiary.put("groups", words(cell(example, 2)));
        beneficiary.put("onCall", trueOrFalse(cell(example, 3)));
        var resource = new HashMap<String, @Nullable Object>();
        resource.put("kind", cell(example, 4));
        resource.put("sensitivity", cell(example, 5));
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("beneficiary", beneficiary);
        facts.put("resource", resource);
        facts.put("role", cell(example, 6));
        facts.put("durationSeconds", number(cell(example, 7)));
        facts.put("ticket", cell(example, 8));
        facts.put("ticketDetails", ticket(cell(example, 8), cell(example, 13)));
        facts.put("emergency", trueOrFalse(cell(example, 14)));
        beneficiary.put("risk", cell(example, 15));
        return facts;
    }

    private static Map<String, @Nullable Object> ticket(@Nullable String key, @Nullable String status) {
        var ticket = new HashMap<String, @Nullable Object>();
        ticket.put("exists", key == null || "missing".equals(status) ? false : status == null ? "unknown" : true);
        ticket.put("status", "missing".equals(status) ? null : status);
        return ticket;
    }

    private static @Nullable String cell(ArgumentsAccessor example, int column) {
        return example.getString(column);
    }

    private static @Nullable Object trueOrFalse(@Nullable String cell) {
        return "true".equals(cell) || "false".equals(cell) ? Boolean.valueOf(cell) : cell;
    }

    private static @Nullable Object number(@Nullable String cell) {
        return cell != null && cell.matches("-?[0-9]+") ? Long.valueOf(cell) : cell;
    }

    private static @Nullable List<String> words(@Nullable String cell) {
        return cell == null ? null : "none".equals(cell) ? List.of() : Arrays.asList(cell.split(" "));
    }

    private static List<Map<String, Object>> stepsOf(Map<String, Object> decision) {
        return JSON.convertValue(decision.get("steps"), new TypeReference<>() {});
    }
}
