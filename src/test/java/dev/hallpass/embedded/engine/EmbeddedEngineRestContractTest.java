package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each answer of the REST gateway, held against Camunda's own description of its REST API. */
class EmbeddedEngineRestContractTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long UNKNOWN = 4711;

    private static CamundaRestDescription contract;

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void readDescription() {
        contract = CamundaRestDescription.orSkip();
    }

    @BeforeEach
    void deploy() {
        engine.deploy(decideThenRest());
    }

    @Test
    void topologyAndStatus() throws Exception {
        assertThat(call("GET", "/topology", "", 200).path("brokers").size()).isEqualTo(1);
        call("GET", "/status", "", 204);
    }

    @Test
    void anInstanceFromItsCreationToItsCancellation() throws Exception {
        JsonNode created = call("POST", "/process-instances", """
            {"processDefinitionId": "decide", "variables": {"requestId": "r-1"}, "tags": ["urgent"]}\
            """, 200);
        String key = created.path("processInstanceKey").stringValue();
        call("PUT", "/element-instances/" + key + "/variables", """
            {"variables": {"added": 1}, "local": true}\
            """, 204);
        call("POST", "/process-instances/" + key + "/cancellation", "", 204);
        call("POST", "/process-instances/" + key + "/cancellation", "", 404);
    }

    @Test
    void aJobFromItsActivationToItsCompletion() throws Exception {
        engine.create("decide");
        JsonNode activated = call("POST", "/jobs/activation", """
            {"type": "waiting", "worker": "me", "timeout": 60000, "maxJobsToActivate": 3, "requestTimeout": 5000}\
            """, 200);
        JsonNode job = activated.path("jobs").get(0);
        assertThat(job.path("kind").stringValue()).isEqualTo("TASK_LISTENER");
        assertThat(job.path("userTask").path("candidateUsers").get(0).stringValue())
                .isEqualTo("ada");
        String key = job.path("jobKey").stringValue();
        call("PATCH", "/jobs/" + key, """
            {"changeset": {"retries": 5, "timeout": 120000}}\
            """, 204);
        call("POST", "/jobs/" + key + "/failure", """
            {"retries": 2, "errorMessage": "not now", "retryBackOff": 0, "variables": {}}\
            """, 204);
        engine.activateOne("waiting");
        call("POST", "/jobs/" + key + "/completion", """
            {"result": {"type": "userTask", "denied": false, "corrections": {"priority": 3}}}\
            """, 204);
    }

    @Test
    void anErrorOfAJobThatNobodyCatches() throws Exception {
        engine.create("decide");
        completeTask();
        call("POST", "/jobs/" + engine.activateOne("rest").getKey() + "/error", """
            {"errorCode": "no-luck", "errorMessage": "none"}\
            """, 204);
    }

    @Test
    void aUserTaskFromItsAssignmentToItsCompletion() throws Exception {
        engine.create("decide");
        String task = "/user-tasks/" + waitingTask();
        call("POST", task + "/assignment", """
            {"assignee": "ada", "allowOverride": true, "action": "assign"}\
            """, 204);
        call("POST", task + "/assignment", """
            {"assignee": "ken", "allowOverride": false}\
            """, 409);
        call("DELETE", task + "/assignee", "", 204);
        call("PATCH", task, """
            {"changeset": {"priority": 7, "dueDate": "2031-05-01T10:00:00Z", "candidateGroups": ["owners"]}}\
            """, 204);
        call("POST", task + "/completion", """
            {"variables": {"decision": "APPROVE"}, "action": "approve"}\
            """, 204);
    }

    @Test
    void aWebPageMayNotCommandTheEngine() throws Exception {
        HttpRequest fromPage = HttpRequest.newBuilder(URI.create(engine.engine().restAddress() + "/v2/clock/reset"))
                .header("Origin", "https://example.org")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(http.send(fromPage, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void messagesAndSignals() throws Exception {
        engine.deploy(Bpmn.createExecutableProcess("started")
                .startEvent()
                .message("begin")
                .serviceTask("resting", task -> task.zeebeJobType("rest"))
                .endEvent()
                .done());
        call("POST", "/messages/publication", """
            {"name": "m", "correlationKey": "k", "messageId": "id", "timeToLive": 60000, "variables": {}}\
            """, 200);
        call("POST", "/messages/correlation", """
            {"name": "begin", "correlationKey": "k", "variables": {"by": "ada"}}\
            """, 200);
        call("POST", "/messages/correlation", """
            {"name": "nobody", "correlationKey": "k"}\
            """, 404);
        call("POST", "/signals/broadcast", """
            {"signalName": "alarm", "variables": {"level": 3}}\
            """, 200);
    }

    @Test
    void deploymentsAndDecisions() throws Exception {
        String body = """
            --limit\r
            Content-Disposition: form-data; name="resources"; filename="route.dmn"\r
            Content-Type: application/octet-stream\r
            \r
            %s\r
            --limit\r
            Content-Disposition: form-data; name="resources"; filename="decide.form"\r
            Content-Type: application/octet-stream\r
            \r
            %s\r
            --limit--\r
            """.formatted(Resources.decision("owner"), Resources.form("Decide"));
        HttpResponse<String> deployed = send("POST", "/deployments", "multipart/form-data; boundary=limit", body);
        assertThat(deployed.statusCode()).as(deployed.body()).isEqualTo(200);
        assertConforms("POST", "/deployments", deployed);
        JsonNode evaluation = call("POST", "/decision-definitions/evaluation", """
            {"decisionDefinitionId": "route", "variables": {"role": "write"}}\
            """, 200);
        assertThat(evaluation.path("output").stringValue()).isEqualTo("\"owner\"");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /user-tasks/4711/completion, {}",
        "POST, /user-tasks/4711/assignment, '{\"assignee\": \"ada\"}'",
        "DELETE, /user-tasks/4711/assignee, ''",
        "PATCH, /user-tasks/4711, '{\"changeset\": {\"priority\": 1}}'",
        "PATCH, /jobs/4711, '{\"changeset\": {\"retries\": 1}}'",
        "POST, /jobs/4711/completion, {}",
        "POST, /jobs/4711/failure, '{\"retries\": 1}'",
        "POST, /jobs/4711/error, '{\"errorCode\": \"e\"}'",
        "POST, /incidents/4711/resolution, ''",
        "POST, /resources/4711/deletion, ''",
        "POST, /process-instances/4711/modification, '{\"activateInstructions\": [{\"elementId\": \"e\"}]}'",
        "POST, /process-instances/4711/migration,"
                + " '{\"targetProcessDefinitionKey\": \"1\", \"mappingInstructions\": [{\"sourceElementId\": \"a\","
                + " \"targetElementId\": \"b\"}]}'"
    })
    void whatDoesNotExistIsNotFound(String method, String path, String body) throws Exception {
        JsonNode problem = call(method, path, body, 404);
        assertThat(problem.path("title").stringValue()).isEqualTo("NOT_FOUND");
        assertThat(problem.path("status").intValue()).isEqualTo(404);
        assertThat(problem.path("detail").stringValue()).contains(Long.toString(UNKNOWN));
        assertThat(problem.path("instance").stringValue()).isEqualTo("/v2" + path);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /user-tasks/1/assignment, {}",
        "POST, /user-tasks/1/completion, '[1]'",
        "POST, /user-tasks/1/completion, '{\"variables\": 3}'",
        "POST, /user-tasks/1/completion, '{broken'",
        "PATCH, /user-tasks/1, {}",
        "PATCH, /user-tasks/1, '{\"changeset\": {\"dueDate\": \"tomorrow\"}}'",
        "POST, /user-tasks/one/completion, {}",
        "PATCH, /jobs/1, {}",
        "POST, /jobs/activation, '{\"type\": \"\"}'",
        "POST, /messages/publication, '{\"name\": \"\"}'",
        "PUT, /element-instances/1/variables, {}"
    })
    void whatMakesNoSenseIsInvalid(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertConforms(method, path, answer);
        assertThat(JSON.readTree(answer.body()).path("title").stringValue()).isEqualTo("INVALID_ARGUMENT");
    }

    private JsonNode call(String method, String path, String body, int expectedStatus) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expectedStatus);
        assertConforms(method, path, answer);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(method, path, "application/json", body);
    }

    private HttpResponse<String> send(String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.engine().restAddress() + "/v2" + path))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void assertConforms(String method, String path, HttpResponse<String> answer) {
        assertThat(contract.problems(method, path, answer)).isEmpty();
    }

    private void completeTask() throws Exception {
        call("POST", "/user-tasks/" + waitingTask() + "/completion", "{}", 204);
    }

    private long waitingTask() {
        ActivatedJob creating = engine.activateOne("waiting");
        engine.client().newCompleteCommand(creating).send().join();
        return creating.getUserTask().getUserTaskKey();
    }

    private static BpmnModelInstance decideThenRest() {
        return Bpmn.createExecutableProcess("decide")
                .startEvent()
                .userTask(
                        "deciding",
                        task -> task.zeebeUserTask()
                                .zeebeCandidateUsers("ada")
                                .zeebeTaskListener(listener -> listener.eventType(ZeebeTaskListenerEventType.creating)
                                        .type("waiting")))
                .serviceTask("resting", task -> task.zeebeJobType("rest"))
                .endEvent()
                .done();
    }
}
