package dev.hallpass.process;

import dev.hallpass.decision.DecisionModel;
import dev.hallpass.decision.Explanation;
import dev.hallpass.policy.PolicyEngine;
import dev.hallpass.policy.PolicyExplanations;
import dev.hallpass.policy.PolicyFacts;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates the deployed tables once more, in process and with the library of the engine. What comes to something else
 * than the engine did explains nothing, such as while another version is in force.
 */
@Component
class DeployedPolicyExplanations implements PolicyExplanations {

    private static final Logger log = LoggerFactory.getLogger(DeployedPolicyExplanations.class);

    private final ProcessResources resources;
    private final JsonMapper json;
    private volatile @Nullable DecisionModel model;

    DeployedPolicyExplanations(ProcessResources resources, JsonMapper json) {
        this.resources = resources;
        this.json = json;
    }

    @Override
    public Optional<Explanation> explain(PolicyFacts facts, PolicyEngine.Evaluation evaluation) {
        Explanation explanation = model().explain(ProcessDeployment.DECISION_ID, Map.of("facts", facts.asVariable()));
        if (text(explanation.decision().output()).equals(text(evaluation.decision()))) {
            return Optional.of(explanation);
        }
        log.warn("The tables at hand come to something else than version {} of the policy", evaluation.version());
        return Optional.empty();
    }

    private String text(@Nullable Object value) {
        return json.readTree(json.writeValueAsString(value)).toString();
    }

    private DecisionModel model() {
        DecisionModel known = model;
        if (known == null) {
            known = DecisionModel.parse(resources.policy());
            model = known;
        }
        return known;
    }
}
