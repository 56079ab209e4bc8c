package dev.hallpass.embedded.engine;

import io.camunda.zeebe.msgpack.value.LongValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Activates jobs for clients that poll; a request that finds none waits until there are some or its time is over. */
final class JobActivation {

    /** What Camunda's gateway takes when a client names no time. */
    private static final Duration USUAL_LONG_POLLING = Duration.ofSeconds(10);

    private final CommandSender sender;
    private final WorkNotices notices;
    private final Set<Attempt> open = ConcurrentHashMap.newKeySet();

    JobActivation(CommandSender sender, WorkNotices notices) {
        this.sender = sender;
        this.notices = notices;
    }

    /** How long a request for jobs waits: as long as it says, the usual time for zero, not at all for less. */
    static Duration longPolling(long requestTimeoutMillis) {
        return requestTimeoutMillis == 0 ? USUAL_LONG_POLLING : Duration.ofMillis(requestTimeoutMillis);
    }

    /**
     * Activates jobs.
     *
     * @param command the activation, see {@link JobCommands#activate}
     * @param patience how long to wait for the first job; zero or less: not at all
     * @param stillWanted whether the client is still there; jobs activated for one that has gone are handed back
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the dependent future only cleans up
    CompletableFuture<JobBatchRecord> activate(EngineCommand command, Duration patience, BooleanSupplier stillWanted) {
        Attempt attempt = new Attempt(command, patience, stillWanted);
        open.add(attempt);
        attempt.jobs.whenComplete((result, failure) -> {
            open.remove(attempt);
            notices.forget(attempt.jobType, attempt);
        });
        attempt.run();
        return attempt.jobs;
    }

    /** Ends all requests that wait, because no job will come any more. */
    void endAll() {
        CommandFailedException gone = new CommandFailedException(FailureKind.UNAVAILABLE, "The engine is closed");
        open.forEach(attempt -> attempt.jobs.completeExceptionally(gone));
    }

    private final class Attempt implements Runnable {

        private final EngineCommand command;
        private final String jobType;
        private final boolean mayWait;
        private final BooleanSupplier stillWanted;
        private final CompletableFuture<JobBatchRecord> jobs = new CompletableFuture<>();

        private Attempt(EngineCommand command, Duration patience, BooleanSupplier stillWanted) {
            this.command = command;
            this.jobType = ((JobBatchRecord) command.value()).getType();
            this.mayWait = patience.isPositive();
            this.stillWanted = stillWanted;
            if (mayWait) {
                jobs.completeOnTimeout(new JobBatchRecord(), patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the dependent future carries on, and nothing depends on it
        public void run() {
            if (jobs.isDone() || !stillWanted.getAsBoolean()) {
                // It was this request's turn, so somebody else's now.
                jobs.complete(new JobBatchRecord());
                notices.workAvailable(jobType);
                return;
            }
            long seen = notices.newest(jobType);
            sender.send(command).whenComplete((answer, failure) -> {
                if (failure != null) {
                    jobs.completeExceptionally(failure);
                } else {
                    take(answer.readInto(new JobBatchRecord()), seen);
                }
            });
        }

        private void take(JobBatchRecord batch, long seen) {
            if (batch.getJobKeys().isEmpty() && mayWait && !jobs.isDone()) {
                notices.park(jobType, seen, this);
            } else if (!stillWanted.getAsBoolean()) {
                jobs.complete(new JobBatchRecord());
                handBack(batch);
            } else if (!jobs.complete(batch)) {
                handBack(batch);
            }
        }

        private void handBack(JobBatchRecord batch) {
            Iterator<LongValue> keys = batch.jobKeys().iterator();
            Iterator<JobRecord> records = batch.jobs().iterator();
            while (keys.hasNext() && records.hasNext()) {
                sender.tell(JobCommands.handBack(keys.next().getValue(), records.next()));
            }
        }
    }
}
