package dev.hallpass.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docker-compose.yml} sets what there is to set, and gives no secret away. */
class ComposeFileTest {

    private static final String HALLPASS = "hallpass";

    private final ComposeFile compose = ComposeFile.ofProject();

    @Test
    void everyHallpassVariableBindsToASetting() {
        Map<String, String> ours = new TreeMap<>(compose.environment(HALLPASS));
        ours.keySet().removeIf(name -> !name.startsWith("HALLPASS_"));

        assertThat(ours).isNotEmpty();
        assertThat(KnownSettings.boundByHallpass(ours)).containsExactlyInAnyOrderElementsOf(ours.keySet());
    }

    @Test
    void aMisspelledVariableWouldBeFound() {
        Map<String, String> misspelled = Map.of("HALLPASS_CAMUNDA_GRPCADRESS", "http://camunda:26500");

        assertThat(KnownSettings.boundByHallpass(misspelled)).isEmpty();
    }

    @Test
    void everyOtherVariableIsASettingOfSpringBoot() {
        Set<String> others = new TreeSet<>(compose.environment(HALLPASS).keySet());
        others.removeIf(name -> name.startsWith("HALLPASS_"));

        // The underscores of issuer-uri and the like may stay in a variable's name.
        Set<String> known = KnownSettings.describedByLibraries();
        assertThat(others)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known)
                        .anySatisfy(setting -> assertThat(name.replace("_", "")).isEqualTo(setting.replace("_", ""))));
    }

    @Test
    void everySecretFileIsNamedAfterASettingOrReadByOne() {
        Map<String, String> environment = compose.environment(HALLPASS);
        Set<String> known = KnownSettings.describedByLibraries();

        assertThat(environment).containsEntry("SPRING_CONFIG_IMPORT", "configtree:/run/secrets/");
        assertThat(secretFiles()).isNotEmpty().allSatisfy(file -> {
            String variable = KnownSettings.asVariable(file);
            boolean named = known.contains(variable)
                    || KnownSettings.boundByHallpass(Map.of(variable, "x")).contains(variable);
            assertThat(named || environment.containsValue("/run/secrets/" + file))
                    .as("the secret file %s sets something", file)
                    .isTrue();
        });
    }

    @Test
    void noPasswordOrTokenIsWrittenIntoTheFile() {
        for (String service : compose.services()) {
            compose.writtenEnvironment(service).forEach((name, value) -> {
                if (name.matches(".*(PASSWORD|SECRET|TOKEN)$")) {
                    assertThat(value).as("%s of %s", name, service).matches("\\$\\{\\w+:\\?[^}]+}");
                }
            });
        }
        for (Map<String, Object> mounted :
                ComposeFile.maps(compose.service(HALLPASS).get("secrets"))) {
            String name = String.valueOf(mounted.get("source"));
            assertThat(compose.secret(name)).containsOnlyKeys("environment");
        }
    }

    @Test
    void theExampleValuesOfSecretsSayThatTheyAreNoneToKeep() {
        assertThat(compose.variables()).isNotEmpty().allSatisfy((name, value) -> {
            if (name.matches(".*(PASSWORD|TOKEN)$")) {
                assertThat(value).isIn("local-demo-only", "replace-me");
            }
        });
    }

    @Test
    void servicesStartWhenWhatTheyNeedIsHealthy() {
        for (String service : compose.services()) {
            Map<String, Object> described = compose.service(service);
            assertThat(described).containsKeys("healthcheck", "restart");
            ComposeFile.map(described.getOrDefault("depends_on", Map.of()))
                    .values()
                    .forEach(condition ->
                            assertThat(ComposeFile.map(condition)).containsEntry("condition", "service_healthy"));
        }
        assertThat(ComposeFile.map(compose.service(HALLPASS).get("depends_on"))).containsKeys("postgres", "camunda");
    }

    @Test
    void portsAreOpenOnThisMachineOnlyUnlessAskedFor() {
        for (String service : compose.services()) {
            for (String port : ComposeFile.texts(compose.service(service).getOrDefault("ports", List.of()))) {
                assertThat(compose.replaced(port)).startsWith("127.0.0.1:");
            }
        }
    }

    @Test
    void theHealthOfTheContainerIsTheReadinessOfTheApplication() throws IOException {
        String url = "http://localhost:8080/actuator/health/readiness";

        List<String> check = ComposeFile.texts(
                ComposeFile.map(compose.service(HALLPASS).get("healthcheck")).get("test"));
        assertThat(check).contains(url);
        assertThat(Files.readString(Path.of("Dockerfile"))).contains(url).contains("EXPOSE 8080");
        assertThat(ComposeFile.readYaml(Path.of("src/main/resources/application.yaml")))
                .extractingByKey("server")
                .satisfies(server -> assertThat(ComposeFile.map(server)).containsEntry("port", 8080));
    }

    @Test
    void hallpassWorksAsTheCamundaUserThatIsMadeForIt() {
        Map<String, Object> camunda = ComposeFile.readYaml(Path.of("docker/camunda/application.yaml"));
        Map<String, Object> security =
                ComposeFile.map(ComposeFile.map(camunda.get("camunda")).get("security"));
        Map<String, Object> made = ComposeFile.map(security.get("initialization"));
        String user = compose.environment(HALLPASS).get("HALLPASS_CAMUNDA_USERNAME");

        assertThat(ComposeFile.maps(made.get("users")))
                .anySatisfy(each -> assertThat(each)
                        .containsEntry("username", user)
                        .containsEntry("password", "${CAMUNDA_HALLPASS_PASSWORD}"));
        assertThat(ComposeFile.maps(made.get("authorizations")))
                .extracting(each -> each.get("resourceId"))
                .contains("access-request", "access-policy");
        assertThat(compose.environment("camunda")).containsKeys("CAMUNDA_ADMIN_PASSWORD", "CAMUNDA_HALLPASS_PASSWORD");
    }

    private List<String> secretFiles() {
        return ComposeFile.maps(compose.service(HALLPASS).get("secrets")).stream()
                .map(mounted -> String.valueOf(mounted.get("target")))
                .toList();
    }
}
