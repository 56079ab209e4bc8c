package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectorFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Bitbucket Cloud known as a type of application. */
@Configuration(proxyBeanMethods = false)
class BitbucketCloudConfiguration {

    @Bean
    ConnectorFactory bitbucketCloudConnectorFactory(MeterRegistry meters, Clock clock) {
        return new BitbucketCloudConnectorFactory(meters, clock);
    }
}
