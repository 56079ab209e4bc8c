package dev.hallpass.bundle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * How bundles are defined and looked after.
 *
 * @param file a YAML file with bundles besides those defined through the API
 * @param largest how many entitlements may be asked for as one
 * @param sweepInterval how often bundles are looked at that should have settled
 */
@ConfigurationProperties("hallpass.bundle")
public record BundleSettings(
        @Nullable Resource file,
        @DefaultValue("100") int largest,
        @DefaultValue("PT10S") Duration sweepInterval) {}
