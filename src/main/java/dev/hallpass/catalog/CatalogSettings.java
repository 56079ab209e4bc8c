package dev.hallpass.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * How the catalog is filled.
 *
 * @param file a YAML file that says what the applications do not: owners, maintainers, tags, sensitivity
 * @param discoveryInterval how often the lists of resources and accounts are read
 * @param defaultSensitivity of resources that the file does not describe
 * @param startWait how long the start waits at most for the lists; what is missing then is read in the background
 * @param permissionInterval within which time the permissions on each resource are read once, one after the other
 * @param watchedInterval how often the permissions on resources with grants in force are read
 */
@ConfigurationProperties("hallpass.catalog")
record CatalogSettings(
        @Nullable Resource file,
        @DefaultValue("PT15M") Duration discoveryInterval,
        @DefaultValue("INTERNAL") Sensitivity defaultSensitivity,
        @DefaultValue("PT20S") Duration startWait,
        @DefaultValue("P1D") Duration permissionInterval,
        @DefaultValue("PT1H") Duration watchedInterval) {}
