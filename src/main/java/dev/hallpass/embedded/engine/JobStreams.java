package dev.hallpass.embedded.engine;

import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationProperties;
import io.camunda.zeebe.util.buffer.BufferUtil;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/**
 * The open job streams, by job type. The engine asks for one when it makes a job: with a stream the job is activated and
 * pushed at once, without one (or with all of them full) it stays activatable and those who poll are told.
 */
final class JobStreams implements JobStreamer {

    private final ConcurrentMap<String, List<JobSubscription>> subscriptions = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Consumer<String> workAvailable;

    JobStreams(Consumer<String> workAvailable) {
        this.workAvailable = workAvailable;
    }

    void add(String jobType, JobSubscription subscription) {
        subscriptions
                .computeIfAbsent(jobType, type -> new CopyOnWriteArrayList<>())
                .add(subscription);
    }

    void remove(String jobType, JobSubscription subscription) {
        subscriptions.computeIfPresent(jobType, (type, open) -> {
            open.remove(subscription);
            return open.isEmpty() ? null : open;
        });
    }

    void endAll() {
        subscriptions.values().forEach(open -> open.forEach(JobSubscription::end));
    }

    @Override
    public Optional<JobStream> streamFor(DirectBuffer jobType, Predicate<JobActivationProperties> filter) {
        List<JobSubscription> open = subscriptions.get(BufferUtil.bufferAsString(jobType));
        if (open == null) {
            return Optional.empty();
        }
        // A snapshot, for the list may shrink meanwhile; each stream gets its turn.
        JobSubscription[] candidates = open.toArray(JobSubscription[]::new);
        int first = turn.getAndIncrement() & Integer.MAX_VALUE;
        for (int i = 0; i < candidates.length; i++) {
            JobSubscription candidate = candidates[(int) ((first + (long) i) % candidates.length)];
            if (candidate.hasRoom() && filter.test(candidate.properties())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    @Override
    public void notifyWorkAvailable(String jobType) {
        workAvailable.accept(jobType);
    }
}
