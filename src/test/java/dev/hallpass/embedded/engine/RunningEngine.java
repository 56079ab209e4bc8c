package dev.hallpass.embedded.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** A fresh engine on free ports for each test, and the real Camunda client for it. */
final class RunningEngine implements BeforeEachCallback, AfterEachCallback {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ShiftableClock clock = new ShiftableClock();
    private final int commandsInFlight;

    private @Nullable Started started;

    RunningEngine() {
        this(EmbeddedEngine.USUAL_COMMANDS_IN_FLIGHT);
    }

    RunningEngine(int commandsInFlight) {
        this.commandsInFlight = commandsInFlight;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Path folder = Files.createTempDirectory("hallpass-engine");
        EmbeddedEngine engine = EmbeddedEngine.start(new EmbeddedEngineSettings(folder, 0, 0, clock), commandsInFlight);
        started = new Started(folder, engine, clientOf(engine, false));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        client().close();
        engine().close();
        FileSystemUtils.deleteRecursively(started().folder());
    }

    static CamundaClient clientOf(EmbeddedEngine engine, boolean preferRest) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(engine.grpcAddress())
                .restAddress(engine.restAddress())
                .preferRestOverGrpc(preferRest)
                .defaultRequestTimeout(PATIENCE)
                .build();
    }

    EmbeddedEngine engine() {
        return started().engine();
    }

    CamundaClient client() {
        return started().client();
    }

    CamundaClient newRestClient() {
        return clientOf(engine(), true);
    }

    private Started started() {
        return Objects.requireNonNull(started, "only within a test");
    }

    ShiftableClock clock() {
        return clock;
    }

    /** Deploys the process and returns its key. */
    long deploy(BpmnModelInstance process) {
        return client().newDeployResourceCommand()
                .addProcessModel(process, "process.bpmn")
                .send()
                .join()
                .getProcesses()
                .getFirst()
                .getProcessDefinitionKey();
    }

    ProcessInstanceEvent create(String processId, Map<String, Object> variables) {
        return client().newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .variables(variables)
                .send()
                .join();
    }

    ProcessInstanceEvent create(String processId) {
        return create(processId, Map.of());
    }

    /** Waits for one job of the type and activates it. */
    ActivatedJob activateOne(String type) {
        List<ActivatedJob> jobs = activate(type, PATIENCE);
        if (jobs.isEmpty()) {
            throw new AssertionError("No job of type " + type + " within " + PATIENCE);
        }
        return jobs.getFirst();
    }

    /** Activates one job of the type, if there is one within {@code patience}. */
    List<ActivatedJob> activate(String type, Duration patience) {
        return client().newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .timeout(Duration.ofMinutes(5))
                .requestTimeout(patience)
                .send()
                .join()
                .getJobs();
    }

    private record Started(Path folder, EmbeddedEngine engine, CamundaClient client) {}
}
