package dev.hallpass.embedded.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rest of Hallpass knows Camunda's client and an address, never the engine. */
class EngineIsolationTest {

    /** Of {@code io.camunda.zeebe}, only the BPMN model belongs to the client. */
    private static final String[] ENGINE = {
        "io.camunda.zeebe.auth..",
        "io.camunda.zeebe.db..",
        "io.camunda.zeebe.dmn..",
        "io.camunda.zeebe.el..",
        "io.camunda.zeebe.engine..",
        "io.camunda.zeebe.feel..",
        "io.camunda.zeebe.gateway..",
        "io.camunda.zeebe.logstreams..",
        "io.camunda.zeebe.msgpack..",
        "io.camunda.zeebe.protocol..",
        "io.camunda.zeebe.scheduler..",
        "io.camunda.zeebe.stream..",
        "io.camunda.zeebe.util..",
        "io.camunda.security..",
        "io.camunda.search..",
        "org.rocksdb..",
        "org.agrona.."
    };

    private final JavaClasses hallpass = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hallpass");

    @Test
    void nothingOutsideTheEmbeddedEngineUsesAClassOfTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hallpass.embedded.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE)
                .check(hallpass);
    }

    @Test
    void onlyTheEngineItsSettingsAndItsProgramAreVisible() {
        classes()
                .that()
                .resideInAPackage("dev.hallpass.embedded.engine")
                .and()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.EmbeddedEngine(Settings|Program)?")
                .check(hallpass);
    }
}
