package dev.hallpass.process;

import static dev.hallpass.process.ModelFiles.DMN;
import static dev.hallpass.process.ModelFiles.DMN_DIAGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The decision tables are drawn, and every rule has a name of its own and an explanation. */
class PolicyContractTest {
    @Test
    void everyDecisionIsDrawn() {
        var drawn = dmn(DMN_DIAGRAM, "DMNShape", "DMNEdge")
                .map(shape -> shape.getAttribute("dmnElementRef"))
                .toList();

        assertThat(drawn)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(ids(dmn(DMN, "decision", "inputData", "informationRequirement")));
    }

    @Test
    void everyRuleHasANameOfItsOwnAndSaysWhy() {
        assertThat(ids(dmn(DMN, "rule"))).isNotEmpty().doesNotHaveDuplicates();
        assertThat(dmn(DMN, "rule"))
                .allSatisfy(rule -> assertThat(
                                ModelFiles.within(rule, DMN, "description").map(Element::getTextContent))
                        .as("annotation of %s", rule.getAttribute("id"))
                        .singleElement()
                        .asString()
                        .isNotBlank());
    }

    @Test
    void aRuleOfTheRouteIsCalledInTheAuditAsInTheTable() {
        var route = dmn(DMN, "decision")
                .filter(decision -> decision.getAttribute("id").equals("access-route"))
                .findFirst()
                .orElseThrow();
        var column = ModelFiles.within(route, DMN, "output")
                .map(output -> output.getAttribute("name"))
                .toList()
                .indexOf("rule");

        assertThat(ModelFiles.within(route, DMN, "rule")).isNotEmpty().allSatisfy(rule -> {
            var cells = ModelFiles.within(rule, DMN, "outputEntry").toList();
            assertThat(cells.get(column).getTextContent().strip()).isEqualTo('"' + rule.getAttribute("id") + '"');
            assertThat(rule.getAttribute("id")).matches("[a-z]+(-[a-z]+)*");
        });
    }

    private static Stream<Element> dmn(String namespace, String... names) {
        return ModelFiles.elements("dmn", ".dmn", namespace, names);
    }

    private static List<String> ids(Stream<Element> elements) {
        return elements.map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
