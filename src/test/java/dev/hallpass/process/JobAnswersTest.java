package dev.hallpass.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Results of jobs that the engine does not take: what is to be expected, and what somebody should look at. */
class JobAnswersTest {

    @RegisterExtension
    static final DeployedEngine ENGINE = new DeployedEngine();

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final JobAnswers answers = new JobAnswers(metrics);
    private final Logger logger = (Logger) LoggerFactory.getLogger(JobAnswers.class);
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(logged);
        logger.setLevel(before);
    }

    @Test
    void aJobWhoseProcessIsGoneIsCountedAndNoWarning() {
        ActivatedJob job = provisioning();
        ENGINE.client()
                .newCancelInstanceCommand(job.getProcessInstanceKey())
                .send()
                .join();

        answers.send(job, ENGINE.client().newCompleteCommand(job))
                .toCompletableFuture()
                .join();

        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.DEBUG));
        assertThat(metrics.get("hallpass.jobs.gone")
                        .tag("type", JobTypes.PROVISION)
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anEngineThatDoesNotAnswerIsAWarningAndNotCounted() {
        ActivatedJob job = provisioning();
        try (CamundaClient lost = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://localhost:1"))
                .restAddress(URI.create("http://localhost:1"))
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofMillis(500))
                .build()) {

            answers.send(job, lost.newCompleteCommand(job))
                    .toCompletableFuture()
                    .join();
        }

        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.WARN));
        assertThat(metrics.find("hallpass.jobs.gone").counters())
                .extracting(Counter::count)
                .isEmpty();
    }

    @Test
    void aResultThatTheEngineTakesIsNothingToTell() {
        ActivatedJob job = provisioning();

        answers.send(job, ENGINE.client().newFailCommand(job).retries(1))
                .toCompletableFuture()
                .join();

        assertThat(logged.list).isEmpty();
        assertThat(metrics.find("hallpass.jobs.gone").counters()).isEmpty();
    }

    private static ActivatedJob provisioning() {
        return RequestWalk.settled(
                        ENGINE,
                        "APPROVED",
                        ENGINE.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS))
                .job(JobTypes.PROVISION);
    }
}
