package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectorFactory;
import dev.hallpass.connector.http.Surroundings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Bitbucket Data Center known as a type of application. */
@Configuration(proxyBeanMethods = false)
class DataCenterConfiguration {

    @Bean
    ConnectorFactory bitbucketDataCenterConnectorFactory(Surroundings surroundings) {
        return new DataCenterConnectorFactory(surroundings);
    }
}
