package dev.hallpass.containers;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * Camunda's broker and PostgreSQL from their own images, set up as {@code docker-compose.yml} does: with the same
 * {@code docker/camunda/application.yaml}, so that its users and permissions are tried too.
 */
public final class ContainerBackEnd implements AutoCloseable {

    private static final String PASSWORD = UUID.randomUUID().toString();

    private final Network network = Network.newNetwork();
    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");
    private final GenericContainer<?> elasticsearch = new GenericContainer<>(
                    DockerImageName.parse("docker.elastic.co/elasticsearch/elasticsearch:8.17.10"))
            .withNetwork(network)
            .withNetworkAliases("elasticsearch")
            .withEnv("discovery.type", "single-node")
            .withEnv("xpack.security.enabled", "false")
            .withEnv("ES_JAVA_OPTS", "-Xms1g -Xmx1g")
            .withExposedPorts(9200)
            .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow").forPort(9200));
    private final GenericContainer<?> camunda = new GenericContainer<>(DockerImageName.parse("camunda/camunda:8.8.36"))
            .withNetwork(network)
            .withEnv("CAMUNDA_ADMIN_PASSWORD", PASSWORD)
            .withEnv("CAMUNDA_HALLPASS_PASSWORD", PASSWORD)
            .withCopyFileToContainer(
                    MountableFile.forHostPath("docker/camunda/application.yaml"),
                    "/usr/local/camunda/config/application.yaml")
            .withExposedPorts(26500, 8080, 9600)
            .waitingFor(Wait.forHttp("/actuator/health/status").forPort(9600))
            .withStartupTimeout(Duration.ofMinutes(5));

    private ContainerBackEnd() {
        camunda.dependsOn(elasticsearch);
        Startables.deepStart(postgres, camunda).join();
    }

    /** Starts the containers; without Docker the test is skipped, and says so. */
    public static ContainerBackEnd start() {
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        if (!docker) {
            System.err.println("SKIPPED: there is no Docker here, so nothing was tried against Camunda's broker.");
        }
        Assumptions.assumeTrue(docker, "there is no Docker here");
        return new ContainerBackEnd();
    }

    /** What Hallpass needs to be told to use them. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", postgres.getJdbcUrl());
        settings.put("spring.datasource.username", postgres.getUsername());
        settings.put("spring.datasource.password", postgres.getPassword());
        settings.put("hallpass.camunda.grpc-address", address(26500));
        settings.put("hallpass.camunda.rest-address", address(8080));
        settings.put("hallpass.camunda.username", "hallpass");
        settings.put("hallpass.camunda.password", PASSWORD);
        return settings;
    }

    private String address(int port) {
        return "http://%s:%d".formatted(camunda.getHost(), camunda.getMappedPort(port));
    }

    @Override
    public void close() {
        camunda.stop();
        elasticsearch.stop();
        postgres.stop();
        network.close();
    }
}
