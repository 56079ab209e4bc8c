package dev.hallpass.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.impl.basicauth.BasicAuthCredentialsProviderBuilder;
import io.camunda.client.impl.oauth.OAuthCredentialsProviderBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one connection to the engine, wherever it runs. */
@Configuration(proxyBeanMethods = false)
class EngineClientConfiguration {

    @Bean(destroyMethod = "close")
    CamundaClient camundaClient(ProcessSettings settings, ObjectProvider<EngineAddress> embedded) {
        EngineAddress address =
                embedded.getIfAvailable(() -> new EngineAddress(settings.grpcAddress(), settings.restAddress()));
        CamundaClientBuilder builder = CamundaClient.newClientBuilder()
                .grpcAddress(address.grpc())
                .restAddress(address.rest())
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .useDefaultRetryPolicy(true)
                .numJobWorkerExecutionThreads(settings.workerThreads())
                .defaultRequestTimeout(settings.requestTimeout())
                .defaultJobWorkerName("hallpass");
        if (settings.username() != null && settings.password() != null) {
            builder.credentialsProvider(new BasicAuthCredentialsProviderBuilder()
                    .username(settings.username())
                    .password(settings.password())
                    .applyEnvironmentOverrides(false)
                    .build());
        } else if (settings.clientId() != null) {
            builder.credentialsProvider(new OAuthCredentialsProviderBuilder()
                    .clientId(settings.clientId())
                    .clientSecret(String.valueOf(settings.clientSecret()))
                    .audience(settings.audience())
                    .authorizationServerUrl(String.valueOf(settings.authorizationServerUrl()))
                    .applyEnvironmentOverrides(false)
                    .build());
        }
        return builder.build();
    }
}
