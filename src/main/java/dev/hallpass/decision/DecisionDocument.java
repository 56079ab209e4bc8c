package dev.hallpass.decision;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Definitions;
import org.camunda.bpm.model.dmn.instance.Expression;
import org.camunda.bpm.model.dmn.instance.InformationRequirement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.NamedElement;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;

/** A DMN file as it is written; its FEEL need not be valid. */
public final class DecisionDocument {

    private final String name;
    private final List<DecisionElement> decisions;

    private DecisionDocument(String name, List<DecisionElement> decisions) {
        this.name = name;
        this.decisions = List.copyOf(decisions);
    }

    /**
     * Reads the decisions of a file.
     *
     * @throws InvalidDecisionException if the text is not valid DMN
     */
    public static DecisionDocument read(byte[] dmn) {
        try {
            DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(dmn));
            Dmn.validateModel(model);
            @Nullable Definitions definitions = model.getDefinitions();
            if (definitions == null) {
                throw new InvalidDecisionException("The text has no element definitions.");
            }
            List<DecisionElement> decisions = new ArrayList<>();
            for (Decision decision : model.getModelElementsByType(Decision.class)) {
                decisions.add(element(decision));
            }
            return new DecisionDocument(Objects.requireNonNullElse(definitions.getName(), ""), decisions);
        } catch (ModelException e) {
            throw new InvalidDecisionException("The text is not valid DMN: " + reason(e));
        }
    }

    /** What the file calls itself. */
    public String name() {
        return name;
    }

    /** All decisions, in the order of the file. */
    public List<DecisionElement> decisions() {
        return decisions;
    }

    /** The decision of that id. */
    public Optional<DecisionElement> decision(String id) {
        return decisions.stream().filter(decision -> decision.id().equals(id)).findFirst();
    }

    /** All decisions that are tables, in the order of the file. */
    public List<DecisionTable> tables() {
        return decisions.stream()
                .filter(DecisionTable.class::isInstance)
                .map(DecisionTable.class::cast)
                .toList();
    }

    private static DecisionElement element(Decision decision) {
        String name = Objects.requireNonNullElse(decision.getName(), decision.getId());
        String resultName =
                decision.getVariable() == null || decision.getVariable().getName() == null
                        ? name
                        : decision.getVariable().getName();
        List<String> decisions = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        for (InformationRequirement requirement : decision.getInformationRequirements()) {
            if (requirement.getRequiredDecision() != null) {
                decisions.add(requirement.getRequiredDecision().getId());
            }
            inputs.addAll(requiredInputs(requirement));
        }
        Expression logic = decision.getExpression();
        if (logic instanceof org.camunda.bpm.model.dmn.instance.DecisionTable table) {
            return new DecisionTable(
                    decision.getId(),
                    name,
                    resultName,
                    decisions,
                    inputs,
                    table.getHitPolicy().name(),
                    table.getAggregation() == null
                            ? null
                            : table.getAggregation().name(),
                    table.getInputs().stream().map(DecisionDocument::column).toList(),
                    table.getOutputs().stream().map(DecisionDocument::column).toList(),
                    rules(table));
        }
        String text = logic instanceof LiteralExpression literal ? text(literal.getText()) : "";
        return new DecisionExpression(decision.getId(), name, resultName, decisions, inputs, text);
    }

    /** From the element itself: the library's own getter fails on references. */
    private static List<String> requiredInputs(InformationRequirement requirement) {
        List<String> names = new ArrayList<>();
        for (DomElement child : requirement.getDomElement().getChildElements()) {
            String reference = child.getAttribute("href");
            if (child.getLocalName().equals("requiredInput") && reference != null && reference.startsWith("#")) {
                String id = reference.substring(1);
                names.add(
                        requirement.getModelInstance().getModelElementById(id) instanceof NamedElement input
                                        && input.getName() != null
                                ? input.getName()
                                : id);
            }
        }
        return names;
    }

    private static DecisionTable.Column column(Input input) {
        @Nullable
        Text text = input.getInputExpression() == null
                ? null
                : input.getInputExpression().getText();
        return new DecisionTable.Column(
                input.getId(),
                Objects.requireNonNullElse(input.getLabel(), text(text)),
                text(text),
                input.getInputExpression() == null
                        ? null
                        : input.getInputExpression().getTypeRef());
    }

    private static DecisionTable.Column column(Output output) {
        String name = Objects.requireNonNullElse(output.getName(), "");
        return new DecisionTable.Column(
                output.getId(), Objects.requireNonNullElse(output.getLabel(), name), name, output.getTypeRef());
    }

    private static List<DecisionTable.Rule> rules(org.camunda.bpm.model.dmn.instance.DecisionTable table) {
        List<DecisionTable.Rule> rules = new ArrayList<>();
        for (org.camunda.bpm.model.dmn.instance.Rule rule : table.getRules()) {
            rules.add(new DecisionTable.Rule(
                    rule.getId(),
                    rules.size() + 1,
                    rule.getDescription() == null
                            ? ""
                            : rule.getDescription().getTextContent().strip(),
                    texts(rule.getInputEntries().stream()
                            .map(entry -> text(entry.getText()))
                            .toList()),
                    texts(rule.getOutputEntries().stream()
                            .map(entry -> text(entry.getText()))
                            .toList())));
        }
        return rules;
    }

    private static List<String> texts(Collection<String> cells) {
        return List.copyOf(cells);
    }

    private static String text(@Nullable Text text) {
        return text == null || text.getTextContent() == null
                ? ""
                : text.getTextContent().strip();
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
