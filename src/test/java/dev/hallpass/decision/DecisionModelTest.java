package dev.hallpass.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables are read, evaluated and explained. */
class DecisionModelTest {

    private static final String TABLES = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Example" namespace="n">
          <decision id="answer" name="Answer">
            <variable id="av" name="answer"/>
            <informationRequirement id="r1"><requiredDecision href="#size"/></informationRequirement>
            <decisionTable id="t2" hitPolicy="FIRST">
              <input id="i2" label="Size"><inputExpression id="ie2" typeRef="string"><text>size</text></inputExpression></input>
              <input id="i3" label="Name"><inputExpression id="ie3"><text>facts.name</text></inputExpression></input>
              <output id="o2" name="value" typeRef="string"/>
              <rule id="big"><description>Big ones.</description>
                <inputEntry id="c1"><text>"big"</text></inputEntry><inputEntry id="c2"><text>-</text></inputEntry>
                <outputEntry id="c3"><text>"yes"</text></outputEntry></rule>
              <rule id="named">
                <inputEntry id="c4"><text>-</text></inputEntry><inputEntry id="c5"><text>starts with(?, "a")</text></inputEntry>
                <outputEntry id="c6"><text>"maybe"</text></outputEntry></rule>
              <rule id="else">
                <inputEntry id="c7"><text>-</text></inputEntry><inputEntry id="c8"><text></text></inputEntry>
                <outputEntry id="c9"><text>"no"</text></outputEntry></rule>
            </decisionTable>
          </decision>
          <decision id="size" name="Size">
            <variable id="sv" name="size"/>
            <decisionTable id="t1">
              <input id="i1"><inputExpression id="ie1" typeRef="number"><text>facts.size</text></inputExpression></input>
              <output id="o1" name="size" typeRef="string"/>
              <rule id="over"><inputEntry id="c10"><text>&gt; 10</text></inputEntry><outputEntry id="c11"><text>"big"</text></outputEntry></rule>
              <rule id="under"><inputEntry id="c12"><text>&lt;= 10</text></inputEntry><outputEntry id="c13"><text>"small"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private final DecisionModel model = DecisionModel.parse(TABLES.getBytes(StandardCharsets.UTF_8));

    @Test
    void evaluatesADecisionWithWhatItRequiresAndTellsTheRulesThatMatched() {
        Decision decision = model.evaluate("answer", Map.of("facts", Map.of("size", 11, "name", "ada")));

        assertThat(decision.output()).isEqualTo("yes");
        assertThat(decision.matchedRules())
                .containsEntry("answer", List.of("big"))
                .containsEntry("size", List.of("over"));
    }

    @Test
    void explainsEachCellOfEachRule() {
        Explanation explanation = model.explain("answer", Map.of("facts", Map.of("size", 1)));

        assertThat(explanation.steps())
                .extracting(Explanation.ExplainedDecision::id)
                .containsExactly("size", "answer");
        Explanation.ExplainedDecision answer = explanation.steps().getLast();
        assertThat(answer.inputs().getFirst().value()).isEqualTo("small");
        assertThat(answer.rules())
                .extracting(rule -> rule.id() + " " + rule.fits())
                .containsExactly("big false", "named false", "else true");
        assertThat(answer.rules().get(0).cells().getFirst().fit()).isEqualTo(Fit.DOES_NOT_FIT);
        assertThat(answer.rules().get(1).cells().getLast().fit()).isEqualTo(Fit.CANNOT_BE_EVALUATED);
        assertThat(answer.rules().get(2).outputs()).containsEntry("value", "no");
    }

    @Test
    void saysOfAFirstTableWhichFittingRulesWereNotApplied() {
        Explanation explanation = model.explain("answer", Map.of("facts", Map.of("size", 20, "name", "ada")));

        assertThat(explanation.steps().getLast().rules())
                .extracting(Explanation.ExplainedRule::fits, Explanation.ExplainedRule::applied)
                .containsExactly(tuple(true, true), tuple(true, false), tuple(true, false));
    }

    @Test
    void tellsAFailureInsteadOfThrowing() {
        assertThat(model.evaluate("nothing", Map.of()).failure()).contains("nothing");
    }

    @Test
    void answersManyThreadsAlike() {
        List<Object> answers = IntStream.range(0, 5_000)
                .parallel()
                .mapToObj(size -> model.evaluate("answer", Map.of("facts", Map.of("size", size)))
                        .output())
                .map(Object.class::cast)
                .toList();

        assertThat(answers.subList(0, 11)).containsOnly("no");
        assertThat(answers.subList(11, 5_000)).containsOnly("yes");
    }

    @Test
    void refusesWhatIsNoDmnOrNoFeel() {
        assertThatThrownBy(() -> DecisionModel.parse("hello".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidDecisionException.class);
        assertThatThrownBy(() -> DecisionModel.parse(
                        TABLES.replace("&gt; 10", "&gt;&gt; 10").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidDecisionException.class);
    }

    @Test
    void readsNoFileThatADocumentNames() {
        String entity = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + TABLES.replace("Big ones.", "&x;");

        assertThatThrownBy(() -> DecisionDocument.read(entity.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidDecisionException.class);
    }

    @Test
    void tellsWhatAnExpressionNames() {
        FeelNames names =
                Feel.tests("\"a\", list contains(facts.tags, \"b\"), > 5").names();

        assertThat(names.constants()).contains("a", "b", new BigDecimal("5"));
        assertThat(names.paths()).contains("facts.tags");
        assertThat(names.functions()).contains("list contains");
        assertThat(Feel.tests("-").fits(null, Map.of())).isEqualTo(Fit.FITS);
    }
}
