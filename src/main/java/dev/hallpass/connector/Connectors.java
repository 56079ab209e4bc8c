package dev.hallpass.connector;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The connectors of all applications in the settings. */
public class Connectors {

    private final Map<String, Connector> byApplication;

    /**
     * @param connectors one for each application
     * @throws IllegalArgumentException if two are of the same application
     */
    public Connectors(List<? extends Connector> connectors) {
        Map<String, Connector> byName = new LinkedHashMap<>();
        for (Connector connector : connectors) {
            if (byName.put(connector.application(), connector) != null) {
                throw new IllegalArgumentException(
                        "hallpass.applications: more than one is named '" + connector.application() + "'");
            }
        }
        byApplication = Collections.unmodifiableMap(byName);
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

    /** All connectors, in the order of the settings. */
    public Collection<Connector> all() {
        return byApplication.values();
    }
}
