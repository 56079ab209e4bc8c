package dev.hallpass;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The arrows between the modules point one way, and only those who should know Camunda and its engine. */
class ModularityTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hallpass");

    private final ApplicationModules modules = ApplicationModules.of(HallpassApplication.class);

    @Test
    void modulesUseEachOtherOnlyThroughTheirPublicFacesAndWithoutCycles() {
        modules.verify();
    }

    @Test
    void theirDocumentationIsWritten() {
        new Documenter(modules).writeDocumentation();

        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .contains(
                        "access",
                        "approval",
                        "audit",
                        "bundle",
                        "catalog",
                        "common",
                        "connector",
                        "decision",
                        "embedded",
                        "facts",
                        "identity",
                        "notification",
                        "policy",
                        "process",
                        "request",
                        "simulation",
                        "web");
    }

    @Test
    void onlyProcessAndEmbeddedKnowCamunda() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hallpass.process..", "dev.hallpass.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.camunda..")
                .check(CLASSES);
    }

    @Test
    void onlyEmbeddedKnowsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hallpass.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camunda.zeebe..", "io.atomix..", "org.rocksdb..", "org.agrona..")
                .check(CLASSES);
    }

    @Test
    void nothingOutsideEmbeddedNeedsEmbedded() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hallpass.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hallpass.embedded..")
                .check(CLASSES);
    }

    @Test
    void addingAConnectorTouchesOneFolder() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hallpass.connector.bitbucket..", "dev.hallpass.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hallpass.connector.bitbucket..")
                .check(CLASSES);
        for (String[] pair : new String[][] {{"cloud", "datacenter"}, {"datacenter", "cloud"}}) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.hallpass.connector.bitbucket." + pair[0] + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.hallpass.connector.bitbucket." + pair[1] + "..")
                    .check(CLASSES);
        }
    }

    /** Such a stream keeps its connection until it is closed, which is easily forgotten. */
    @Test
    void whatIsReadFromTheDatabaseIsNotStreamed() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(CLASSES);
    }

    @Test
    void theTimeComesFromTheClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
