package dev.hallpass.connector;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connectors of all applications in the settings. */
public class Connectors {

    private final Map<String, Connector> byApplication;
    private final Map<String, ApplicationRules> rules;
    private final Map<String, String> types;

    /**
     * @param connectors one for each application
     * @param rules by application
     * @throws IllegalArgumentException if two are of the same application
     */
    public Connectors(List<? extends Connector> connectors, Map<String, ApplicationRules> rules) {
        this(connectors, rules, Map.of());
    }

    /**
     * @param connectors one for each application
     * @param rules by application
     * @param types by application, as in the settings
     * @throws IllegalArgumentException if two are of the same application
     */
    public Connectors(
            List<? extends Connector> connectors, Map<String, ApplicationRules> rules, Map<String, String> types) {
        this.types = Map.copyOf(types);
        Map<String, Connector> byName = new LinkedHashMap<>();
        for (Connector connector : connectors) {
            if (byName.put(connector.application(), connector) != null) {
                throw new IllegalArgumentException(
                        "hallpass.applications: more than one is named '" + connector.application() + "'");
            }
        }
        byApplication = Collections.unmodifiableMap(byName);
        this.rules = Map.copyOf(rules);
    }

    /**
     * The connector of an application.
     *
     * @throws IllegalArgumentException if no application of this name is in the settings
     */
    public Connector forApplication(String name) {
        Connector connector = byApplication.get(name);
        if (connector == null) {
            throw new IllegalArgumentException(
                    "hallpass.applications: none is named '" + name + "', known are " + byApplication.keySet());
        }
        return connector;
    }

    /** The connector of an application, whose calls have this urgency. */
    public Connector forApplication(String name, Urgency urgency) {
        return forApplication(name).at(urgency);
    }

    /**
     * How Hallpass treats an application.
     *
     * @throws IllegalArgumentException if no application of this name is in the settings
     */
    public ApplicationRules rules(String name) {
        ApplicationRules known = rules.get(name);
        if (known == null) {
            throw new IllegalArgumentException(
                    "hallpass.applications: none is named '" + name + "', known are " + byApplication.keySet());
        }
        return known;
    }

    /** Which type of connector speaks to an application, as in the settings; {@code unknown} where they do not tell. */
    public String type(String name) {
        return types.getOrDefault(name, "unknown");
    }

    /** All connectors, in the order of the settings. */
    public Collection<Connector> all() {
        return byApplication.values();
    }
}
