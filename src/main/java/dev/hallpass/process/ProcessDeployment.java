package dev.hallpass.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.grpc.Status;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deploys the files; unchanged ones keep their version. */
@Component
class ProcessDeployment {

    static final String PROCESS_ID = "access-request";
    static final String DECISION_ID = "access-policy";

    private static final Logger log = LoggerFactory.getLogger(ProcessDeployment.class);

    private final CamundaClient client;
    private final ProcessResources resources;
    private final PolicyDeployments deployments;

    ProcessDeployment(CamundaClient client, ProcessResources resources, PolicyDeployments deployments) {
        this.client = client;
        this.resources = resources;
        this.deployments = deployments;
    }

    void deploy() {
        DeployResourceCommandStep2 command = null;
        for (ProcessResources.ProcessResource file : resources.files()) {
            command = command == null
                    ? client.newDeployResourceCommand().addResourceBytes(file.content(), file.name())
                    : command.addResourceBytes(file.content(), file.name());
        }
        if (command == null) {
            throw new IllegalStateException("There are no process files to deploy");
        }
        DeploymentEvent deployed = command.send().join();
        deployed.getProcesses().stream()
                .filter(process -> process.getBpmnProcessId().equals(PROCESS_ID))
                .forEach(process -> deployed.getDecisions().stream()
                        .filter(decision -> decision.getDmnDecisionId().equals(DECISION_ID))
                        .forEach(decision -> deployments.save(
                                process.getProcessDefinitionKey(),
                                process.getVersion(),
                                decision.getDecisionKey(),
                                decision.getVersion(),
                                resources.policyChecksum())));
        log.info(
                "Deployed {} process files, deployment key {}",
                resources.files().size(),
                deployed.getKey());
    }

    /** Deploys again if the engine does not know what was deployed: then it is another one. */
    void deployIfLost() {
        OptionalLong decision = deployments.currentDecision();
        if (decision.isPresent() && !isKnown(decision.getAsLong())) {
            log.warn("The engine has lost the process; it is deployed again");
            deploy();
        }
    }

    private boolean isKnown(long decisionKey) {
        try {
            client.newEvaluateDecisionCommand()
                    .decisionKey(decisionKey)
                    .variables(Map.of())
                    .send()
                    .join();
            return true;
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            // Anything but "not found" was said by an engine that knows the decision, or by none.
            throw e;
        }
    }
}
