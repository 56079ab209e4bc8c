package dev.hallpass.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
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

    /** Whether the engine did not know the process when it was last asked. */
    private boolean missed;

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

    /**
     * Deploys again if the engine does not know what was deployed, twice in a row: then it is another one. Once may be a
     * partition of the same engine that a deployment has not reached yet.
     *
     * @return whether it was
     */
    boolean deployIfLost() {
        OptionalLong process = deployments.currentProcess();
        boolean missedBefore = missed;
        missed = process.isPresent() && !isKnown(process.getAsLong());
        if (!missed || !missedBefore) {
            return false;
        }
        missed = false;
        log.warn("The engine has lost the process; it is deployed again");
        deploy();
        return true;
    }

    /**
     * Asks for an instance that begins at an element which does not exist. The engine looks for the process first and
     * refuses either way, so the question leaves nothing behind, neither in the engine nor in what Operate shows.
     */
    private boolean isKnown(long processDefinitionKey) {
        try {
            client.newCreateInstanceCommand()
                    .processDefinitionKey(processDefinitionKey)
                    .startBeforeElement("no-such-element")
                    .send()
                    .join();
            throw new IllegalStateException("The engine began a process at an element that does not exist");
        } catch (ClientStatusException e) {
            return switch (e.getStatusCode()) {
                case NOT_FOUND -> false;
                case INVALID_ARGUMENT, PERMISSION_DENIED -> true;
                // Anything else was said by no engine at all, or by one that has no time now.
                default -> throw e;
            };
        }
    }
}
