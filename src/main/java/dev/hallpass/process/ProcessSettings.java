package dev.hallpass.process;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Hallpass works with Camunda.
 *
 * @param grpcAddress where the gateway speaks gRPC; not needed when an engine is embedded
 * @param restAddress where the gateway speaks REST; not needed when an engine is embedded
 * @param username for HTTP Basic, as Camunda 8 Run and Docker Compose use it
 * @param password for HTTP Basic, given as a reference to the environment or a file
 * @param clientId for OAuth 2 client credentials, as SaaS and production clusters use it
 * @param clientSecret for OAuth 2, given as a reference to the environment or a file
 * @param authorizationServerUrl where OAuth 2 tokens come from
 * @param audience for which OAuth 2 tokens are asked
 * @param workerThreads how many jobs are worked on at a time
 * @param jobTimeout after which a job that no worker has finished is given to another
 * @param requestTimeout for each call of the gateway
 * @param outboxInterval how often the outbox is looked at besides when something was added
 * @param recoveryInterval how often requests without a process are looked for
 * @param evaluationTimeout after which a request that the engine cannot evaluate is refused
 */
@ConfigurationProperties("hallpass.camunda")
public record ProcessSettings(
        @DefaultValue("http://localhost:26500") URI grpcAddress,
        @DefaultValue("http://localhost:8088") URI restAddress,
        @Nullable String username,
        @Nullable String password,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable URI authorizationServerUrl,
        @Nullable String audience,
        @DefaultValue("32") int workerThreads,
        @DefaultValue("PT2M") Duration jobTimeout,
        @DefaultValue("PT20S") Duration requestTimeout,
        @DefaultValue("PT0.25S") Duration outboxInterval,
        @DefaultValue("PT5M") Duration recoveryInterval,
        @DefaultValue("PT30S") Duration evaluationTimeout) {

    @Override
    public String toString() {
        return "ProcessSettings[grpcAddress=%s, restAddress=%s]".formatted(grpcAddress, restAddress);
    }
}
