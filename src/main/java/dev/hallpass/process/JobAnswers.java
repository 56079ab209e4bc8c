package dev.hallpass.process;

import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what came of jobs to the engine, and tells apart why it did not take one. */
@Component
class JobAnswers {

    private static final Logger log = LoggerFactory.getLogger(JobAnswers.class);

    private final MeterRegistry metrics;

    JobAnswers(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Sends a result. One that does not arrive is no loss: the job's timeout gives it to a worker again.
     *
     * @return done when the engine has answered, however it did
     */
    CompletionStage<?> send(ActivatedJob job, FinalCommandStep<?> result) {
        return result.send().handle((taken, error) -> {
            if (error != null) {
                notTaken(job, error);
            }
            return taken;
        });
    }

    private void notTaken(ActivatedJob job, Throwable error) {
        if (Status.fromThrowable(error).getCode() == Status.Code.NOT_FOUND) {
            // Its process was cancelled, or has gone on without it; after a jump of the clock that goes for many.
            log.atDebug()
                    .addKeyValue("job", job.getType())
                    .addKeyValue("key", job.getKey())
                    .log("A job was gone when its result came: {}", error.getMessage());
            Counter.builder("hallpass.jobs.gone")
                    .description("Jobs that the engine did not know any more when their result came")
                    .tag("type", job.getType())
                    .register(metrics)
                    .increment();
            return;
        }
        log.atWarn()
                .addKeyValue("job", job.getType())
                .addKeyValue("key", job.getKey())
                .log("The engine did not take the result of a job: {}", error.getMessage());
    }
}
