package dev.hallpass.embedded.engine;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The one answer to one call, or the status that says why there is none. */
final class GrpcReply<T> {

    private final ServerCallStreamObserver<T> client;

    /** Must be made while the call is being handed over, for only then handlers can be set. */
    GrpcReply(StreamObserver<T> client) {
        this.client = (ServerCallStreamObserver<T>) client;
        // With a handler set, writing to a client that has gone is ignored instead of thrown.
        this.client.setOnCancelHandler(() -> {});
    }

    boolean isWanted() {
        return !client.isCancelled();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the dependent future writes the reply, and nothing depends on it
    void complete(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> message;
        try {
            message = work.get();
        } catch (RuntimeException e) {
            client.onError(status(e));
            return;
        }
        message.whenComplete((result, failure) -> {
            if (failure == null) {
                client.onNext(result);
                client.onCompleted();
            } else {
                client.onError(status(failure));
            }
        });
    }

    static StatusRuntimeException status(Throwable thrown) {
        CommandFailedException failure = CommandFailedException.from(thrown);
        return Status.fromCode(failure.kind().grpcCode())
                .withDescription(failure.getMessage())
                .asRuntimeException();
    }
}
