package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResult;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import io.camunda.zeebe.util.buffer.BufferUtil;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What clients ask about jobs. */
final class JobCommands {

    private JobCommands() {}

    /**
     * Asks for up to {@code maxJobs} jobs of {@code type}.
     *
     * @param timeout how long the worker has for each, in milliseconds
     * @param variables names of the variables wanted; empty for all
     */
    static EngineCommand activate(String type, String worker, long timeout, int maxJobs, List<String> variables) {
        require(!type.isBlank(), "Expected to activate jobs, but no type was given");
        require(timeout > 0, "Expected to activate jobs with a timeout greater than 0, but it was " + timeout);
        require(maxJobs > 0, "Expected to activate at least one job, but the maximum was " + maxJobs);
        JobBatchRecord batch = new JobBatchRecord()
                .setType(type)
                .setWorker(worker)
                .setTimeout(timeout)
                .setMaxJobsToActivate(maxJobs)
                .setTenantIds(List.of(TenantOwned.DEFAULT_TENANT_IDENTIFIER));
        variables.forEach(name -> batch.variables().add().wrap(name));
        return EngineCommand.create(JobBatchIntent.ACTIVATE, batch);
    }

    static EngineCommand complete(long key, String variables, @Nullable JobResult result) {
        JobRecord job = new JobRecord().setVariables(Variables.encode(variables));
        if (result != null) {
            job.setResult(result);
        }
        return new EngineCommand(JobIntent.COMPLETE, key, job);
    }

    static EngineCommand fail(long key, int retries, long backoffMillis, String message, String variables) {
        JobRecord job = new JobRecord()
                .setRetries(retries)
                .setRetryBackoff(backoffMillis)
                .setErrorMessage(message)
                .setVariables(Variables.encode(variables));
        return new EngineCommand(JobIntent.FAIL, key, job);
    }

    static EngineCommand throwError(long key, String code, String message, String variables) {
        JobRecord job = new JobRecord()
                .setErrorCode(BufferUtil.wrapString(code))
                .setErrorMessage(message)
                .setVariables(Variables.encode(variables));
        return new EngineCommand(JobIntent.THROW_ERROR, key, job);
    }

    static EngineCommand updateRetries(long key, int retries) {
        return new EngineCommand(JobIntent.UPDATE_RETRIES, key, new JobRecord().setRetries(retries));
    }

    static EngineCommand updateTimeout(long key, long timeoutMillis) {
        return new EngineCommand(JobIntent.UPDATE_TIMEOUT, key, new JobRecord().setTimeout(timeoutMillis));
    }

    /** Changes what is given and leaves the rest. */
    static EngineCommand update(long key, @Nullable Integer retries, @Nullable Long timeoutMillis) {
        JobRecord job = new JobRecord();
        Set<String> changed = new LinkedHashSet<>();
        if (retries != null) {
            job.setRetries(retries);
            changed.add(JobRecord.RETRIES);
        }
        if (timeoutMillis != null) {
            job.setTimeout(timeoutMillis);
            changed.add(JobRecord.TIMEOUT);
        }
        return new EngineCommand(JobIntent.UPDATE, key, job.setChangedAttributes(changed));
    }

    /** Gives an activated job back, as if it had never been activated. */
    static EngineCommand handBack(long key, JobRecord job) {
        return new EngineCommand(JobIntent.YIELD, key, job);
    }

    private static void require(boolean satisfied, String otherwise) {
        if (!satisfied) {
            throw CommandFailedException.invalid(otherwise);
        }
    }
}
