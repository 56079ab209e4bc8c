package dev.hallpass.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where identities come from.
 *
 * @param directory a YAML file of people, read at each start and when it changes; none leaves what was read before
 * @param reloadInterval how often it is looked at whether it has changed
 * @param mayLoseMost whether a file is taken in although most of those who are active are missing in it
 */
@ConfigurationProperties("hallpass.identity")
record DirectorySettings(
        @Nullable Resource directory,
        @DefaultValue("PT10S") Duration reloadInterval,
        @DefaultValue("false") boolean mayLoseMost) {}
