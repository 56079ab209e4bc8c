package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectorFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Bitbucket Data Center known as a type of application. */
@Configuration(proxyBeanMethods = false)
class DataCenterConfiguration {

    @Bean
    ConnectorFactory bitbucketDataCenterConnectorFactory(
            MeterRegistry meters, ObjectProvider<ObservationRegistry> observations, Clock clock) {
        return new DataCenterConnectorFactory(
                meters, observations.getIfAvailable(() -> ObservationRegistry.NOOP), clock);
    }
}
