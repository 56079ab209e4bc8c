package dev.hallpass.access;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.Urgency;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Reads of roles, such that many accounts on one resource at the same time cost a few calls instead of some for each.
 * Every answer comes from a call that began after the question, so a read-back stays one.
 */
@Component
class SharedReads {

    private final Connectors connectors;
    private final LedgerPace pace;
    private final SharedQuestions<Topic> explicit = new SharedQuestions<>(this::readExplicit);
    private final SharedQuestions<Topic> effective = new SharedQuestions<>(this::readEffective);

    private record Topic(String application, ConnectedResource resource) {}

    SharedReads(Connectors connectors, LedgerPace pace, MeterRegistry metrics) {
        this.connectors = connectors;
        this.pace = pace;
        watch("explicit", explicit, metrics);
        watch("effective", effective, metrics);
    }

    private static void watch(String level, SharedQuestions<Topic> questions, MeterRegistry metrics) {
        FunctionCounter.builder("hallpass.ledger.questions", questions, SharedQuestions::asked)
                .description("How often the ledger wanted to know what somebody holds")
                .tag("level", level)
                .register(metrics);
        FunctionCounter.builder("hallpass.ledger.reads", questions, SharedQuestions::called)
                .description("How often the application was asked for it; less where many shared a reading")
                .tag("level", level)
                .register(metrics);
    }

    /** As {@link Connector#explicitRole}. */
    Optional<String> explicitRole(String application, ConnectedResource resource, String account, Urgency urgency) {
        return explicit.ask(new Topic(application, resource), account, urgency);
    }

    /** As {@link Connector#effectiveRole}. */
    Optional<String> effectiveRole(String application, ConnectedResource resource, String account, Urgency urgency) {
        return effective.ask(new Topic(application, resource), account, urgency);
    }

    private Map<String, String> readExplicit(Topic topic, Set<String> accounts, Urgency urgency) {
        pace.called();
        Connector connector = connectors.forApplication(topic.application(), urgency);
        if (accounts.size() > 1) {
            return connector.explicitRoles(topic.resource(), accounts);
        }
        Map<String, String> found = new HashMap<>();
        accounts.forEach(account ->
                connector.explicitRole(topic.resource(), account).ifPresent(role -> found.put(account, role)));
        return found;
    }

    private Map<String, String> readEffective(Topic topic, Set<String> accounts, Urgency urgency) {
        pace.called();
        Connector connector = connectors.forApplication(topic.application(), urgency);
        if (accounts.size() > 1) {
            return connector.effectiveRoles(topic.resource(), accounts);
        }
        Map<String, String> found = new HashMap<>();
        accounts.forEach(account ->
                connector.effectiveRole(topic.resource(), account).ifPresent(role -> found.put(account, role)));
        return found;
    }
}
