package dev.hallpass.catalog;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who answers for the applications.
 *
 * @param applicationOwners login names, by the name of the application
 */
@ConfigurationProperties("hallpass.catalog")
record ApplicationOwnerSettings(@DefaultValue Map<String, Set<String>> applicationOwners) {

    /** Copies its collection. */
    ApplicationOwnerSettings {
        applicationOwners = Map.copyOf(applicationOwners);
    }
}
