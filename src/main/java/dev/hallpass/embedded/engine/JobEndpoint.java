package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import java.io.IOException;

/** The job commands over REST. */
final class JobEndpoint {

    private static final String KEY = "jobKey";

    private final CommandSender sender;
    private final JobActivation activation;

    JobEndpoint(CommandSender sender, JobActivation activation) {
        this.sender = sender;
        this.activation = activation;
    }

    void addTo(RestRoutes routes) {
        routes.add("POST", "/jobs/activation", this::activate)
                .add("POST", "/jobs/{jobKey}/completion", this::complete)
                .add("POST", "/jobs/{jobKey}/failure", this::fail)
                .add("POST", "/jobs/{jobKey}/error", this::throwError)
                .add("PATCH", "/jobs/{jobKey}", this::update);
    }

    private RestAnswer activate(RestRequest request) throws IOException {
        RestBody body = request.body();
        EngineCommand command = JobCommands.activate(
                body.text("type", ""),
                body.text("worker", ""),
                body.number("timeout", 0),
                body.integer("maxJobsToActivate", 0),
                body.texts("fetchVariable"));
        return RestAnswer.ok(RestJobs.json(activation
                .activate(command, JobActivation.longPolling(body.number("requestTimeout", 0)), () -> true)
                .join()));
    }

    private RestAnswer complete(RestRequest request) throws IOException {
        RestBody body = request.body();
        return send(JobCommands.complete(
                request.key(KEY),
                body.variables("variables"),
                body.has("result") ? RestJobs.result(body.object("result")) : null));
    }

    private RestAnswer fail(RestRequest request) throws IOException {
        RestBody body = request.body();
        return send(JobCommands.fail(
                request.key(KEY),
                body.integer("retries", 0),
                body.number("retryBackOff", 0),
                body.text("errorMessage", ""),
                body.variables("variables")));
    }

    private RestAnswer throwError(RestRequest request) throws IOException {
        RestBody body = request.body();
        return send(JobCommands.throwError(
                request.key(KEY),
                body.requiredText("errorCode"),
                body.text("errorMessage", ""),
                body.variables("variables")));
    }

    private RestAnswer update(RestRequest request) throws IOException {
        RestBody changes = request.body().object("changeset");
        if (!changes.has(JobRecord.RETRIES) && !changes.has(JobRecord.TIMEOUT)) {
            throw CommandFailedException.invalid("No update data provided: neither retries nor a timeout");
        }
        return send(JobCommands.update(
                request.key(KEY), changes.integerOrNull(JobRecord.RETRIES), changes.numberOrNull(JobRecord.TIMEOUT)));
    }

    private RestAnswer send(EngineCommand command) {
        sender.send(command).join();
        return RestAnswer.noContent();
    }
}
