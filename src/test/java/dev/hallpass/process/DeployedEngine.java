package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** Camunda's engine for the tests of one class, with the real files deployed as Hallpass deploys them. */
@SuppressWarnings("NullAway.Init") // set before the first test
final class DeployedEngine implements BeforeAllCallback, AfterAllCallback {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(shift.get());

    private final UnaryOperator<String> processChange;
    private final List<ActivatedJob> jobs = new ArrayList<>();

    private Path folder;
    private EmbeddedEngine engine;
    private CamundaClient client;

    DeployedEngine() {
        this(UnaryOperator.identity());
    }

    /** With a process that is changed before it is deployed. */
    DeployedEngine(UnaryOperator<String> processChange) {
        this.processChange = processChange;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("hallpass-process");
        engine = EmbeddedEngine.start(new EmbeddedEngineSettings(folder, 0, 0, clock));
        client = CamundaClient.newClientBuilder()
                .grpcAddress(engine.grpcAddress())
                .restAddress(engine.restAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(PATIENCE)
                .build();
        deploy(processChange, UnaryOperator.identity());
    }

    /** Deploys all files together, the process and the policy changed as given. */
    void deploy(UnaryOperator<String> processChange, UnaryOperator<String> policyChange) {
        var deployment = client.newDeployResourceCommand()
                .addResourceStringUtf8(processChange.apply(content("bpmn/access-request.bpmn")), "access-request.bpmn")
                .addResourceStringUtf8(policyChange.apply(content("dmn/access-policy.dmn")), "access-policy.dmn")
                .addResourceFile("forms/decide-request.form")
                .addResourceFile("forms/fulfil-by-hand.form")
                .addResourceFile("forms/request-access.form")
                .addResourceFile("forms/revoke-by-hand.form")
                .send()
                .join();
        assertThat(deployment.getProcesses()).hasSize(1);
        assertThat(deployment.getDecisions()).hasSize(7);
        assertThat(deployment.getForm()).hasSize(4);
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        engine.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Activates a job of the type; those that are not wanted now stay for whoever wants them. */
    Optional<ActivatedJob> activate(String type, Predicate<ActivatedJob> wanted) {
        jobs.addAll(client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(100)
                .timeout(Duration.ofDays(365))
                .requestTimeout(Duration.ofMillis(200))
                .send()
                .join()
                .getJobs());
        var found = jobs.stream()
                .filter(job -> job.getType().equals(type))
                .filter(wanted)
                .findFirst();
        found.ifPresent(jobs::remove);
        return found;
    }

    CamundaClient client() {
        return client;
    }

    /** The time as the engine sees it. */
    Instant now() {
        return clock.instant();
    }

    /** Lets time pass; timers that are due fire. */
    void letPass(Duration time) {
        shift.updateAndGet(before -> before.plus(time));
    }
}
