package dev.hallpass.process;

import io.camunda.client.api.response.ActivatedJob;
import java.util.List;

/**
 * Handles one type of job. Workers are thin and idempotent: a job delivered twice changes nothing the second time and
 * gives the same outcome.
 */
interface ProcessWorker {

    /** The job type, one of {@link JobTypes}. */
    String type();

    /** The variables it reads besides the request's id. */
    default List<String> variables() {
        return List.of();
    }

    /** Whether it waits for the answers of applications, however long those take. */
    default boolean callsApplications() {
        return false;
    }

    /** Does the work; throws if it should be tried again. */
    JobOutcome handle(JobContext job, ActivatedJob activated);
}
