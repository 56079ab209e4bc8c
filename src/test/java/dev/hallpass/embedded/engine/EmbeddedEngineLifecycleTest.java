package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ActivateJobsResponse;
import io.camunda.client.api.response.Topology;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEngineLifecycleTest {

    @TempDir
    Path folder;

    @Test
    void theTopologyIsOneHealthyBrokerThatLeadsOnePartition() {
        try (EmbeddedEngine engine = start(0, 0);
                CamundaClient grpc = RunningEngine.clientOf(engine, false);
                CamundaClient rest = RunningEngine.clientOf(engine, true)) {
            for (CamundaClient client : new CamundaClient[] {grpc, rest}) {
                Topology topology = client.newTopologyRequest().send().join();
                assertThat(topology.getClusterSize()).isEqualTo(1);
                assertThat(topology.getPartitionsCount()).isEqualTo(1);
                assertThat(topology.getGatewayVersion()).startsWith("8.8");
                assertThat(topology.getBrokers()).singleElement().satisfies(broker -> {
                    assertThat(broker.getPort()).isEqualTo(engine.grpcAddress().getPort());
                    assertThat(broker.getPartitions())
                            .singleElement()
                            .satisfies(partition ->
                                    assertThat(partition.isLeader()).isTrue());
                });
            }
        }
    }

    @Test
    void closingFreesPortsAndFolderAndMayBeRepeated() {
        // given
        EmbeddedEngine first = start(0, 0);
        int grpcPort = first.grpcAddress().getPort();
        int restPort = first.restAddress().getPort();
        // when
        first.close();
        first.close();
        // then
        try (EmbeddedEngine second = start(grpcPort, restPort)) {
            assertThat(second.grpcAddress()).isEqualTo(first.grpcAddress());
            assertThat(second.restAddress()).isEqualTo(first.restAddress());
        }
    }

    @Test
    void aRestartedEngineKnowsNothingOfBefore() {
        // given
        try (EmbeddedEngine engine = start(0, 0);
                CamundaClient client = RunningEngine.clientOf(engine, false)) {
            client.newDeployResourceCommand()
                    .addProcessModel(
                            Bpmn.createExecutableProcess("p")
                                    .startEvent()
                                    .endEvent()
                                    .done(),
                            "p.bpmn")
                    .send()
                    .join();
        }
        // then
        try (EmbeddedEngine engine = start(0, 0);
                CamundaClient client = RunningEngine.clientOf(engine, false)) {
            assertThatThrownBy(() -> client.newCreateInstanceCommand()
                            .bpmnProcessId("p")
                            .latestVersion()
                            .send()
                            .join())
                    .isInstanceOf(ClientStatusException.class)
                    .hasMessageContaining("NOT_FOUND");
        }
    }

    @Test
    void twoEnginesDoNotShareAFolder() {
        try (EmbeddedEngine engine = start(0, 0)) {
            assertThatThrownBy(() -> start(0, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(engine.partition().isHealthy()).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingStaysOpen() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(0, taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        start(0, 0).close();
    }

    @Test
    void aWaitingRequestEndsWhenTheEngineCloses() {
        // given
        EmbeddedEngine engine = start(0, 0);
        try (CamundaClient client = RunningEngine.clientOf(engine, false)) {
            client.newTopologyRequest().send().join();
            CamundaFuture<ActivateJobsResponse> waiting = client.newActivateJobsCommand()
                    .jobType("never")
                    .maxJobsToActivate(1)
                    .requestTimeout(Duration.ofMinutes(5))
                    .send();
            // when
            engine.close();
            // then
            assertThatThrownBy(() -> waiting.join(10, TimeUnit.SECONDS)).isInstanceOf(ClientStatusException.class);
        }
    }

    @Test
    void theProgramRunsAnEngineOfItsOwn() throws IOException, InterruptedException {
        // given
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedEngineProgram.class.getName(),
                        "--grpc-port",
                        "0",
                        "--rest-port",
                        "0",
                        "--folder",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
            // when
            String[] ready = output.lines()
                    .filter(line -> line.startsWith("ready "))
                    .findFirst()
                    .orElseThrow()
                    .split(" ", -1);
            // then
            try (CamundaClient client = CamundaClient.newClientBuilder()
                    .grpcAddress(URI.create(ready[1]))
                    .restAddress(URI.create(ready[2]))
                    .preferRestOverGrpc(false)
                    .build()) {
                assertThat(client.newTopologyRequest().send().join().getBrokers())
                        .hasSize(1);
            }
        } finally {
            program.destroy();
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private EmbeddedEngine start(int grpcPort, int restPort) {
        return EmbeddedEngine.start(new EmbeddedEngineSettings(folder, grpcPort, restPort, InstantSource.system()));
    }
}
