package dev.hallpass.connector;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes a connector for each application in the settings. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    @Bean
    Connectors connectors(ConnectorSettings settings, List<ConnectorFactory> factories) {
        return new Connectors(settings.applications().stream()
                .map(application -> factoryFor(application, factories).create(application))
                .toList());
    }

    private static ConnectorFactory factoryFor(ApplicationSettings application, List<ConnectorFactory> factories) {
        return factories.stream()
                .filter(factory -> factory.type().equals(application.type()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("hallpass.applications '%s': type '%s' is unknown, known are %s"
                                .formatted(
                                        application.name(),
                                        application.type(),
                                        factories.stream()
                                                .map(ConnectorFactory::type)
                                                .toList())));
    }
}
