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
 * @param discoveryInterval how often the applications are read
 * @param defaultSensitivity of resources that the file does not describe
 */
@ConfigurationProperties("hallpass.catalog")
record CatalogSettings(
        @Nullable Resource file,
        @DefaultValue("PT15M") Duration discoveryInterval,
        @DefaultValue("INTERNAL") Sensitivity defaultSensitivity) {}
