package dev.hallpass.process;

import static dev.hallpass.process.ModelFiles.BPMN;
import static dev.hallpass.process.ModelFiles.BPMN_DIAGRAM;
import static dev.hallpass.process.ModelFiles.DMN;
import static dev.hallpass.process.ModelFiles.ZEEBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.request.RequestState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.util.ClassUtils;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the files name exists in the code and in the other files, and the other way round. */
class ProcessContractTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyJobTypeHasAConstantAndEveryConstantIsUsed() {
        assertThat(bpmn(ZEEBE, "taskDefinition", "taskListener", "executionListener")
                        .map(element -> element.getAttribute("type"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(constantsOf(JobTypes.class));
        assertThat(bpmn(ZEEBE, "taskDefinition").map(element -> element.getAttribute("type")))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyJobTypeHasOneWorkerAndEveryWorkerHasWork() {
        var workers = new ClassPathScanningCandidateComponentProvider(false);
        workers.addIncludeFilter(new AssignableTypeFilter(ProcessWorker.class));

        assertThat(workers.findCandidateComponents("dev.hallpass").stream().map(ProcessContractTest::jobTypeOf))
                .containsExactlyInAnyOrderElementsOf(constantsOf(JobTypes.class));
    }

    /** What a worker works on does not depend on what it is given, so it need not be given anything. */
    private static String jobTypeOf(BeanDefinition worker) {
        var type = ClassUtils.resolveClassName(String.valueOf(worker.getBeanClassName()), null);
        return ((ProcessWorker) new ObjenesisStd().newInstance(type)).type();
    }

    @Test
    void everyPlaceWhereARequestWaitsIsAnElementOfTheProcess() {
        assertThat(ids(bpmn(BPMN, "businessRuleTask", "userTask", "serviceTask", "eventBasedGateway")))
                .containsAll(Stream.of(RequestState.values())
                        .map(RequestState::waitsAt)
                        .toList());
    }

    @Test
    void everyMessageHasAConstantAndCorrelatesOnTheRequest() {
        assertThat(bpmn(BPMN, "message"))
                .allSatisfy(message -> assertThat(ModelFiles.within(message, ZEEBE, "subscription")
                                .map(subscription -> subscription.getAttribute("correlationKey")))
                        .containsExactly("=requestId"));
        assertThat(bpmn(BPMN, "message").map(message -> message.getAttribute("name")))
                .containsExactlyInAnyOrderElementsOf(constantsOf(MessageNames.class));
    }

    @Test
    void everyErrorIsThrownByAWorker() {
        assertThat(bpmn(BPMN, "error").map(error -> error.getAttribute("errorCode")))
                .containsExactly(ProvisionWorker.PROVISIONING_FAILED);
    }

    @Test
    void everyReferenceInsideAProcessResolves() {
        for (Path file : ModelFiles.in("bpmn", ".bpmn")) {
            var process = ModelFiles.xml(file);
            var ids = ids(ModelFiles.elements(process, BPMN, "*"));

            assertThat(ids).as("ids in %s", file).doesNotHaveDuplicates();
            for (String reference : List.of("messageRef", "errorRef", "attachedToRef", "sourceRef", "targetRef")) {
                assertThat(ModelFiles.elements(process, BPMN, "*")
                                .filter(element -> element.hasAttribute(reference))
                                .map(element -> element.getAttribute(reference)))
                        .as("%s in %s", reference, file)
                        .isNotEmpty()
                        .isSubsetOf(ids);
            }
        }
    }

    @Test
    void everyFormIsThere() {
        var forms = ModelFiles.in("forms", ".form").stream()
                .map(file -> json(file).get("id").asString())
                .toList();

        assertThat(bpmn(ZEEBE, "formDefinition").map(form -> form.getAttribute("formId")))
                .isNotEmpty()
                .isSubsetOf(forms);
    }

    @Test
    void everyFormAndProcessIsInTheFileOfItsName() {
        assertThat(ModelFiles.in("forms", ".form"))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(file).hasFileName(json(file).get("id").asString() + ".form"));
        assertThat(ModelFiles.in("bpmn", ".bpmn"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ids(ModelFiles.elements(ModelFiles.xml(file), BPMN, "process")).stream()
                                .map(id -> Path.of(id + ".bpmn")))
                        .containsExactly(file.getFileName()));
    }

    @Test
    void everyDecisionIsThere() {
        var decisions = ids(dmn(DMN, "decision"));

        assertThat(decisions).doesNotHaveDuplicates();
        assertThat(bpmn(ZEEBE, "calledDecision").map(called -> called.getAttribute("decisionId")))
                .isNotEmpty()
                .isSubsetOf(decisions);
    }

    @Test
    void nothingIsBoundToTheLatestVersion() {
        // Without a binding type the engine takes the latest.
        assertThat(bpmn(ZEEBE, "formDefinition", "calledDecision", "calledElement")
                        .map(element -> element.getAttribute("bindingType")))
                .isNotEmpty()
                .containsOnly("deployment");
    }

    @Test
    void everyUserTaskIsACamundaUserTask() {
        assertThat(bpmn(BPMN, "userTask"))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(ModelFiles.within(task, ZEEBE, "userTask"))
                        .as(task.getAttribute("id"))
                        .hasSize(1));
    }

    /** Without the header the workers would wait for a better process, and with it nobody may be without a task. */
    @Test
    void whateverMayHaveToBeDoneByHandSaysSoAndHasATaskForIt() {
        assertThat(bpmn(ZEEBE, "header").map(header -> header.getAttribute("key")))
                .containsExactly(JobContext.BY_HAND, JobContext.BY_HAND);
        assertThat(bpmn(ZEEBE, "assignmentDefinition").map(task -> task.getAttribute("candidateGroups")))
                .contains("=[byHand.fulfillers]", "=[byHand.fulfillers]");
    }

    @Test
    void everyExclusiveGatewayKnowsAWayOut() {
        var conditional = bpmn(BPMN, "conditionExpression")
                .map(condition -> ((Element) condition.getParentNode()).getAttribute("id"))
                .collect(Collectors.toSet());

        assertThat(bpmn(BPMN, "exclusiveGateway")).isNotEmpty().allSatisfy(gateway -> {
            var ways = ModelFiles.within(gateway, BPMN, "outgoing")
                    .map(Element::getTextContent)
                    .collect(Collectors.toSet());
            var unconditional = ways.stream().filter(way -> !conditional.contains(way));
            if (ways.size() > 1) {
                assertThat(unconditional)
                        .as("the way without a condition at %s", gateway.getAttribute("id"))
                        .containsExactly(gateway.getAttribute("default"));
            }
        });
    }

    @Test
    void everyElementOfAProcessIsDrawn() {
        for (Path file : ModelFiles.in("bpmn", ".bpmn")) {
            var process = ModelFiles.xml(file);
            var elements = ModelFiles.elements(process, BPMN, "*")
                    .filter(element -> isFlowElement(element.getLocalName()))
                    .map(element -> element.getAttribute("id"))
                    .toList();

            assertThat(ModelFiles.elements(process, BPMN_DIAGRAM, "BPMNShape", "BPMNEdge")
                            .map(shape -> shape.getAttribute("bpmnElement")))
                    .as("diagram of %s", file)
                    .hasSizeGreaterThan(10)
                    .containsExactlyInAnyOrderElementsOf(elements);
        }
    }

    private static boolean isFlowElement(String name) {
        return Set.of("subProcess", "sequenceFlow", "startEvent", "endEvent", "boundaryEvent")
                        .contains(name)
                || name.endsWith("Task")
                || name.endsWith("Gateway")
                || name.startsWith("intermediate");
    }

    private static Stream<Element> bpmn(String namespace, String... names) {
        return ModelFiles.elements("bpmn", ".bpmn", namespace, names);
    }

    private static Stream<Element> dmn(String namespace, String... names) {
        return ModelFiles.elements("dmn", ".dmn", namespace, names);
    }

    private static List<String> ids(Stream<Element> elements) {
        return elements.map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> constantsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(ProcessContractTest::valueOf)
                .toList();
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
