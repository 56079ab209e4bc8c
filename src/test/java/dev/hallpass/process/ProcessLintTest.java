package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The processes satisfy bpmnlint and Camunda's own compatibility rules, without a single warning. */
class ProcessLintTest {
    private static final String RECOMMENDED = "bpmnlint:recommended";
    private static final List<String> CAMUNDA =
            List.of("plugin:camunda-compat/camunda-cloud-8-8", "plugin:camunda-compat/camunda-cloud-8-9");
    private static final Path ACCESS_REQUEST = Path.of("bpmn", "access-request.bpmn");

    private static Bpmnlint bpmnlint;

    @BeforeAll
    static void load() throws IOException {
        bpmnlint = new Bpmnlint();
    }

    @AfterAll
    static void close() {
        bpmnlint.close();
    }

    static Stream<Path> processes() throws IOException {
        try (var files = Files.list(Path.of("bpmn"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void aProcessRunsOnCamunda88AndLaterAndIsDrawnAsRecommended(Path process) throws IOException {
        var xml = Files.readString(process);

        for (String camunda : CAMUNDA) {
            assertThat(bpmnlint.findings(xml, RECOMMENDED, camunda)).as(camunda).isEmpty();
        }
    }

    @Test
    void aStepThatLeadsNowhereIsReported() throws IOException {
        var xml = planted("<bpmn:sequenceFlow id=\"Flow_Lapsed\"[^>]*/>", "");

        assertThat(bpmnlint.findings(xml, RECOMMENDED))
                .extracting(Bpmnlint.Finding::rule, Bpmnlint.Finding::id)
                .contains(tuple("no-implicit-end", "RecordLapse"));
    }

    @Test
    void aTaskWithoutAJobTypeIsReportedByTheRulesOfEachVersion() throws IOException {
        var xml = planted("<zeebe:taskDefinition type=\"hallpass.provision\"[^>]*/>", "");

        for (String camunda : CAMUNDA) {
            assertThat(bpmnlint.findings(xml, camunda))
                    .extracting(Bpmnlint.Finding::category, Bpmnlint.Finding::id)
                    .contains(tuple("error", "ProvisionAccess"));
        }
    }

    @Test
    void aBrokenExpressionIsReported() throws IOException {
        var xml = planted("=duration\\(remindAfter\\)", "=duration(remindAfter");

        assertThat(bpmnlint.findings(xml, CAMUNDA.getFirst()))
                .extracting(Bpmnlint.Finding::rule, Bpmnlint.Finding::id)
                .contains(tuple("camunda-compat/feel", "TimeToRemind"));
    }

    @Test
    void anElementThatNobodyKnowsIsReported() throws IOException {
        var xml = planted("<zeebe:userTask />", "<zeebe:userTusk />");

        assertThat(bpmnlint.findings(xml, CAMUNDA.getFirst())).isNotEmpty();
    }

    private static String planted(String pattern, String replacement) throws IOException {
        var whole = Files.readString(ACCESS_REQUEST);
        var faulty = whole.replaceFirst(pattern, replacement);
        assertThat(faulty).as("the process with a fault").isNotEqualTo(whole);
        return faulty;
    }
}
