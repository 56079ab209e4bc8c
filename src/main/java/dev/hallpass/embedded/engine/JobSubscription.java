package dev.hallpass.embedded.engine;

import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass;
import io.camunda.zeebe.protocol.impl.stream.job.ActivatedJob;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationProperties;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One client's job stream. The engine's thread only hands jobs over; turning them into messages and writing them happens
 * on {@code gatewayThread}, which runs one task after the other, so the fields it alone touches need no lock.
 */
final class JobSubscription implements JobStreamer.JobStream {

    /** Jobs that may wait for a slow client; beyond that the engine keeps them activatable for others. */
    private static final int WAITING_JOBS = 1_000;

    private final JobActivationProperties properties;
    private final ServerCallStreamObserver<GatewayOuterClass.ActivatedJob> client;
    private final Executor gatewayThread;
    private final Consumer<ActivatedJob> handBack;
    private final InstantSource clock;

    private final AtomicInteger handedOver = new AtomicInteger();
    private final Queue<ActivatedJob> waiting = new ArrayDeque<>();
    private boolean ended;

    JobSubscription(
            JobActivationProperties properties,
            ServerCallStreamObserver<GatewayOuterClass.ActivatedJob> client,
            Executor gatewayThread,
            Consumer<ActivatedJob> handBack,
            InstantSource clock) {
        this.properties = properties;
        this.client = client;
        this.gatewayThread = gatewayThread;
        this.handBack = handBack;
        this.clock = clock;
    }

    @Override
    public JobActivationProperties properties() {
        return properties;
    }

    boolean hasRoom() {
        return handedOver.get() < WAITING_JOBS;
    }

    @Override
    public void push(ActivatedJob job) {
        handedOver.incrementAndGet();
        gatewayThread.execute(() -> {
            waiting.add(job);
            deliver();
        });
    }

    /** The client can take more. */
    void resume() {
        gatewayThread.execute(this::deliver);
    }

    /** The client has gone: what it did not get goes back to the engine. */
    void cancel() {
        gatewayThread.execute(() -> {
            ended = true;
            deliver();
        });
    }

    /** The gateway closes; clients open a new stream elsewhere or later. */
    void end() {
        gatewayThread.execute(() -> {
            if (!ended) {
                ended = true;
                client.onError(Status.UNAVAILABLE
                        .withDescription("The engine is closing")
                        .asRuntimeException());
            }
        });
    }

    private void deliver() {
        boolean gone = ended || client.isCancelled();
        while (!waiting.isEmpty() && (gone || client.isReady())) {
            ActivatedJob job = waiting.remove();
            handedOver.decrementAndGet();
            if (gone) {
                handBack.accept(job);
            } else if (job.jobRecord().getDeadline() > clock.millis()) {
                client.onNext(GrpcJobs.message(job.jobKey(), job.jobRecord()));
            }
            // A job past its deadline is the engine's again: its own checker makes it activatable.
        }
    }
}
