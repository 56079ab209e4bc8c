package dev.hallpass.embedded.engine;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BroadcastSignalRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BroadcastSignalResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CancelProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceWithResultRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceWithResultResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeleteResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeleteResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.MigrateProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ModifyProcessInstanceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.PublishMessageResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ResolveIncidentRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ResolveIncidentResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.SetVariablesResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobRetriesRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobRetriesResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobTimeoutRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UpdateJobTimeoutResponse;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The gRPC half of the gateway. No call blocks: an answer is written when the engine gives it. */
final class GatewayService extends GatewayGrpc.GatewayImplBase {

    private final CommandSender sender;
    private final GrpcJobDelivery jobs;
    private final GatewayTopology topology;

    GatewayService(CommandSender sender, GrpcJobDelivery jobs, GatewayTopology topology) {
        this.sender = sender;
        this.jobs = jobs;
        this.topology = topology;
    }

    @Override
    public void topology(TopologyRequest request, StreamObserver<TopologyResponse> client) {
        client.onNext(topology.grpcMessage());
        client.onCompleted();
    }

    @Override
    public void activateJobs(ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> client) {
        jobs.activate(request, client);
    }

    @Override
    public void streamActivatedJobs(StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> client) {
        jobs.stream(request, client);
    }

    @Override
    public void completeJob(CompleteJobRequest request, StreamObserver<CompleteJobResponse> client) {
        relay(
                client,
                () -> JobCommands.complete(
                        request.getJobKey(),
                        request.getVariables(),
                        request.hasResult() ? GrpcJobs.result(request.getResult()) : null),
                answer -> CompleteJobResponse.getDefaultInstance());
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> client) {
        relay(
                client,
                () -> JobCommands.fail(
                        request.getJobKey(),
                        request.getRetries(),
                        request.getRetryBackOff(),
                        request.getErrorMessage(),
                        request.getVariables()),
                answer -> FailJobResponse.getDefaultInstance());
    }

    @Override
    public void throwError(ThrowErrorRequest request, StreamObserver<ThrowErrorResponse> client) {
        relay(
                client,
                () -> JobCommands.throwError(
                        request.getJobKey(), request.getErrorCode(), request.getErrorMessage(), request.getVariables()),
                answer -> ThrowErrorResponse.getDefaultInstance());
    }

    @Override
    public void updateJobRetries(UpdateJobRetriesRequest request, StreamObserver<UpdateJobRetriesResponse> client) {
        relay(
                client,
                () -> JobCommands.updateRetries(request.getJobKey(), request.getRetries()),
                answer -> UpdateJobRetriesResponse.getDefaultInstance());
    }

    @Override
    public void updateJobTimeout(UpdateJobTimeoutRequest request, StreamObserver<UpdateJobTimeoutResponse> client) {
        relay(
                client,
                () -> JobCommands.updateTimeout(request.getJobKey(), request.getTimeout()),
                answer -> UpdateJobTimeoutResponse.getDefaultInstance());
    }

    @Override
    public void createProcessInstance(
            CreateProcessInstanceRequest request, StreamObserver<CreateProcessInstanceResponse> client) {
        relay(client, () -> ProcessInstanceCommands.create(GrpcRequests.creation(request)), GrpcAnswers::created);
    }

    @Override
    public void createProcessInstanceWithResult(
            CreateProcessInstanceWithResultRequest request,
            StreamObserver<CreateProcessInstanceWithResultResponse> client) {
        Duration patience = request.getRequestTimeout() > 0
                ? Duration.ofMillis(request.getRequestTimeout())
                : CommandSender.USUAL_PATIENCE;
        relay(
                client,
                () -> ProcessInstanceCommands.createWithResult(
                        GrpcRequests.creation(request.getRequest()), request.getFetchVariablesList()),
                patience,
                GrpcAnswers::completed);
    }

    @Override
    public void cancelProcessInstance(
            CancelProcessInstanceRequest request, StreamObserver<CancelProcessInstanceResponse> client) {
        relay(
                client,
                () -> ProcessInstanceCommands.cancel(request.getProcessInstanceKey()),
                answer -> CancelProcessInstanceResponse.getDefaultInstance());
    }

    @Override
    public void modifyProcessInstance(
            ModifyProcessInstanceRequest request, StreamObserver<ModifyProcessInstanceResponse> client) {
        relay(
                client,
                () -> ProcessInstanceCommands.modify(GrpcRequests.modification(request)),
                answer -> ModifyProcessInstanceResponse.getDefaultInstance());
    }

    @Override
    public void migrateProcessInstance(
            MigrateProcessInstanceRequest request, StreamObserver<MigrateProcessInstanceResponse> client) {
        relay(
                client,
                () -> ProcessInstanceCommands.migrate(
                        request.getProcessInstanceKey(),
                        request.getMigrationPlan().getTargetProcessDefinitionKey(),
                        GrpcRequests.mapping(request.getMigrationPlan())),
                answer -> MigrateProcessInstanceResponse.getDefaultInstance());
    }

    @Override
    public void setVariables(SetVariablesRequest request, StreamObserver<SetVariablesResponse> client) {
        relay(
                client,
                () -> ProcessInstanceCommands.setVariables(
                        request.getElementInstanceKey(), request.getVariables(), request.getLocal()),
                answer -> SetVariablesResponse.newBuilder().setKey(answer.key()).build());
    }

    @Override
    public void resolveIncident(ResolveIncidentRequest request, StreamObserver<ResolveIncidentResponse> client) {
        relay(
                client,
                () -> ProcessInstanceCommands.resolveIncident(request.getIncidentKey()),
                answer -> ResolveIncidentResponse.getDefaultInstance());
    }

    @Override
    public void publishMessage(PublishMessageRequest request, StreamObserver<PublishMessageResponse> client) {
        relay(
                client,
                () -> EventCommands.publish(
                        request.getName(),
                        request.getCorrelationKey(),
                        request.getMessageId(),
                        request.getTimeToLive(),
                        request.getVariables()),
                answer -> PublishMessageResponse.newBuilder()
                        .setKey(answer.key())
                        .setTenantId(TenantOwned.DEFAULT_TENANT_IDENTIFIER)
                        .build());
    }

    @Override
    public void broadcastSignal(BroadcastSignalRequest request, StreamObserver<BroadcastSignalResponse> client) {
        relay(
                client,
                () -> EventCommands.broadcast(request.getSignalName(), request.getVariables()),
                answer -> BroadcastSignalResponse.newBuilder()
                        .setKey(answer.key())
                        .setTenantId(TenantOwned.DEFAULT_TENANT_IDENTIFIER)
                        .build());
    }

    @Override
    public void deployResource(DeployResourceRequest request, StreamObserver<DeployResourceResponse> client) {
        relay(client, () -> ResourceCommands.deploy(GrpcRequests.resources(request)), GrpcAnswers::deployed);
    }

    @Override
    public void deleteResource(DeleteResourceRequest request, StreamObserver<DeleteResourceResponse> client) {
        relay(
                client,
                () -> ResourceCommands.delete(request.getResourceKey()),
                answer -> DeleteResourceResponse.getDefaultInstance());
    }

    @Override
    public void evaluateDecision(EvaluateDecisionRequest request, StreamObserver<EvaluateDecisionResponse> client) {
        relay(
                client,
                () -> ResourceCommands.evaluate(
                        request.getDecisionKey(), request.getDecisionId(), request.getVariables()),
                GrpcAnswers::evaluated);
    }

    private <T> void relay(
            StreamObserver<T> client, Supplier<EngineCommand> command, Function<EngineAnswer, T> message) {
        relay(client, command, CommandSender.USUAL_PATIENCE, message);
    }

    private <T> void relay(
            StreamObserver<T> client,
            Supplier<EngineCommand> command,
            Duration patience,
            Function<EngineAnswer, T> message) {
        GrpcReply<T> reply = new GrpcReply<>(client);
        reply.complete(() -> sender.send(command.get(), patience).thenApply(message));
    }
}
