package dev.hallpass.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Where identities come from.
 *
 * @param directory a YAML file of people, read at each start; none leaves what was read before
 */
@ConfigurationProperties("hallpass.identity")
record DirectorySettings(@Nullable Resource directory) {}
