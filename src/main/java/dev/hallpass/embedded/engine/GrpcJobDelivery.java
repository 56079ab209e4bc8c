package dev.hallpass.embedded.engine;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationProperties;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Gives jobs to gRPC clients, to those that poll and to those that keep a stream open. */
final class GrpcJobDelivery {

    /** What is on its way to a client that goes is lost until the jobs time out, so it should not be much. */
    private static final int BYTES_ON_THEIR_WAY = 4 * 1024;

    private final CommandSender sender;
    private final JobActivation activation;
    private final JobStreams streams;
    private final Executor gatewayThread;
    private final InstantSource clock;

    GrpcJobDelivery(
            CommandSender sender,
            JobActivation activation,
            JobStreams streams,
            Executor gatewayThread,
            InstantSource clock) {
        this.sender = sender;
        this.activation = activation;
        this.streams = streams;
        this.gatewayThread = gatewayThread;
        this.clock = clock;
    }

    void activate(ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> client) {
        GrpcReply<ActivateJobsResponse> reply = new GrpcReply<>(client);
        reply.complete(() -> activation
                .activate(
                        JobCommands.activate(
                                request.getType(),
                                request.getWorker(),
                                request.getTimeout(),
                                request.getMaxJobsToActivate(),
                                request.getFetchVariableList()),
                        JobActivation.longPolling(request.getRequestTimeout()),
                        reply::isWanted)
                .thenApply(GrpcJobs::message));
    }

    void stream(StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> observer) {
        ServerCallStreamObserver<ActivatedJob> client = (ServerCallStreamObserver<ActivatedJob>) observer;
        JobActivationProperties properties;
        try {
            properties = GrpcRequests.subscription(request);
        } catch (RuntimeException e) {
            client.onError(GrpcReply.status(e));
            return;
        }
        JobSubscription subscription = new JobSubscription(
                properties,
                client,
                gatewayThread,
                job -> sender.tell(JobCommands.handBack(job.jobKey(), job.jobRecord())),
                clock);
        client.setOnReadyThreshold(BYTES_ON_THEIR_WAY);
        client.setOnReadyHandler(subscription::resume);
        client.setOnCancelHandler(() -> {
            streams.remove(request.getType(), subscription);
            subscription.cancel();
        });
        streams.add(request.getType(), subscription);
    }
}
