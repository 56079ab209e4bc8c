package dev.hallpass.process;

import dev.hallpass.access.AccessDelayedException;
import dev.hallpass.audit.AuditContext;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.search.enums.JobKind;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Opens the workers and translates what comes of a job. Nothing that goes wrong here burns retries: an incident would
 * leave a request, or worse a revocation, lying until somebody looks, so jobs are tried again for ever.
 */
@Component
class WorkerRegistrar {

    private static final Logger log = LoggerFactory.getLogger(WorkerRegistrar.class);

    private final CamundaClient client;
    private final List<ProcessWorker> workers;
    private final JobAnswers answers;
    private final ProcessSettings settings;
    private final MeterRegistry metrics;
    private final ObservationRegistry observations;

    /** An application that hangs must not take the threads that all other work needs. */
    private final Executor patient = Executors.newVirtualThreadPerTaskExecutor();

    WorkerRegistrar(
            CamundaClient client,
            List<ProcessWorker> workers,
            JobAnswers answers,
            ProcessSettings settings,
            MeterRegistry metrics,
            ObservationRegistry observations) {
        this.client = client;
        this.workers = List.copyOf(workers);
        this.answers = answers;
        this.settings = settings;
        this.metrics = metrics;
        this.observations = observations;
    }

    List<JobWorker> open() {
        List<JobWorker> opened = new ArrayList<>();
        for (ProcessWorker worker : workers) {
            List<String> variables = Stream.concat(
                            Stream.of(JobContext.REQUEST_ID, JobContext.CORRELATION_ID), worker.variables().stream())
                    .toList();
            opened.add(client.newWorker()
                    .jobType(worker.type())
                    .handler(
                            worker.callsApplications()
                                    ? (jobs, job) -> patient.execute(() -> work(worker, jobs, job))
                                    : (jobs, job) -> work(worker, jobs, job))
                    .timeout(settings.jobTimeout())
                    .fetchVariables(variables)
                    .maxJobsActive(64)
                    .pollInterval(Duration.ofMillis(500))
                    .streamEnabled(true)
                    .open());
        }
        return opened;
    }

    private void work(ProcessWorker worker, JobClient jobs, ActivatedJob job) {
        Timer.Sample sample = Timer.start(metrics);
        String result = "failed";
        try {
            JobContext context = JobContext.of(job);
            MDC.put("requestId", context.correlation());
            MDC.put("accessRequest", context.request().toString());
            JobOutcome outcome = observed(job, context, () -> worker.handle(context, job));
            result = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            answer(jobs, job, outcome);
        } catch (AccessDelayedException e) {
            log.atWarn().addKeyValue("job", job.getType()).log("Access is delayed: {}", e.getMessage());
            retry(jobs, job, e.retryAfter(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.atError().addKeyValue("job", job.getType()).setCause(e).log("A job failed and is tried again");
            long jitter = ThreadLocalRandom.current().nextLong(1000);
            retry(jobs, job, Duration.ofMillis(1000 + jitter), e.getClass().getSimpleName());
        } finally {
            sample.stop(Timer.builder("hallpass.jobs")
                    .description("Time to work on a job")
                    .tag("type", job.getType())
                    .tag("result", result)
                    .register(metrics));
            MDC.remove("requestId");
            MDC.remove("accessRequest");
        }
    }

    /** The engine carries no trace, so a job begins its own; the ids find those that belong together. */
    private JobOutcome observed(ActivatedJob job, JobContext context, Supplier<JobOutcome> work) {
        JobOutcome outcome = Observation.createNotStarted("hallpass.job", observations)
                .contextualName(job.getType())
                .lowCardinalityKeyValue("type", job.getType())
                .highCardinalityKeyValue("accessRequest", context.request().toString())
                .highCardinalityKeyValue("requestId", context.correlation())
                .observe(() -> AuditContext.within(job.getProcessInstanceKey(), job.getElementId(), work));
        return Objects.requireNonNull(outcome);
    }

    private void answer(JobClient jobs, ActivatedJob job, JobOutcome outcome) {
        switch (outcome) {
            case JobOutcome.Completed completed -> answers.send(job, complete(jobs, job, completed.variables()));
            case JobOutcome.Denied denied ->
                answers.send(
                        job,
                        jobs.newCompleteCommand(job)
                                .withResult(result -> result.forUserTask().deny(true, denied.reason())));
            case JobOutcome.Thrown thrown ->
                answers.send(
                        job,
                        jobs.newThrowErrorCommand(job)
                                .errorCode(thrown.errorCode())
                                .errorMessage(thrown.message()));
            case JobOutcome.Postponed postponed -> retry(jobs, job, postponed.delay(), "not yet due");
        }
    }

    private static FinalCommandStep<?> complete(JobClient jobs, ActivatedJob job, Map<String, ?> variables) {
        if (job.getKind() == JobKind.TASK_LISTENER) {
            // Listener jobs carry a result instead of variables.
            return jobs.newCompleteCommand(job)
                    .withResult(result -> result.forUserTask().deny(false));
        }
        return jobs.newCompleteCommand(job).variables((Object) variables);
    }

    private void retry(JobClient jobs, ActivatedJob job, Duration delay, String why) {
        answers.send(
                job,
                jobs.newFailCommand(job)
                        .retries(job.getRetries())
                        .retryBackoff(delay)
                        .errorMessage(why));
    }
}
