package dev.hallpass.connector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes a connector for each application in the settings. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    @Bean
    Connectors connectors(ConnectorSettings settings, List<ConnectorFactory> factories) {
        Map<String, ApplicationRules> rules = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        for (ApplicationSettings each : settings.applications()) {
            types.put(each.name(), each.type());
            rules.put(each.name(), new ApplicationRules(each.fulfilment(), each.fulfillers(), each.drift()));
        }
        return new Connectors(
                settings.applications().stream()
                        .map(application -> factoryFor(application, factories).create(application))
                        .toList(),
                rules,
                types);
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
