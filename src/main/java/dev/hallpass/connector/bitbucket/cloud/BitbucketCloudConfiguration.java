package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectorFactory;
import dev.hallpass.connector.http.Surroundings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Bitbucket Cloud known as a type of application. */
@Configuration(proxyBeanMethods = false)
class BitbucketCloudConfiguration {

    @Bean
    ConnectorFactory bitbucketCloudConnectorFactory(Surroundings surroundings) {
        return new BitbucketCloudConnectorFactory(surroundings);
    }
}
