package dev.hallpass.embedded.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests that wait for the engine's answer, by the number that the engine repeats in its answer. What a request does
 * with its answer runs on the gateway's thread, so that the engine's own can go on with the next command.
 */
final class PendingRequests {

    private final ConcurrentMap<Long, CompletableFuture<EngineAnswer>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Executor gatewayThread;

    PendingRequests(Executor gatewayThread) {
        this.gatewayThread = gatewayThread;
    }

    /** A request under a new number; it is forgotten when it completes, however it does. */
    @SuppressWarnings("FutureReturnValueIgnored") // the dependent future only cleans up
    Request open(Duration patience) {
        long id = lastId.incrementAndGet();
        CompletableFuture<EngineAnswer> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        answer.whenComplete((result, failure) -> waiting.remove(id));
        answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        return new Request(id, answer);
    }

    void answer(long id, EngineAnswer answer) {
        CompletableFuture<EngineAnswer> request = waiting.remove(id);
        if (request != null) {
            gatewayThread.execute(() -> request.complete(answer));
        }
    }

    void fail(long id, CommandFailedException failure) {
        CompletableFuture<EngineAnswer> request = waiting.remove(id);
        if (request != null) {
            gatewayThread.execute(() -> request.completeExceptionally(failure));
        }
    }

    /** Ends all that wait, because no answer will come any more. */
    void abandonAll() {
        CommandFailedException gone = new CommandFailedException(FailureKind.UNAVAILABLE, "The engine is closed");
        List.copyOf(waiting.values()).forEach(request -> request.completeExceptionally(gone));
    }

    int size() {
        return waiting.size();
    }

    record Request(long id, CompletableFuture<EngineAnswer> answer) {}
}
