package dev.hallpass.connector.bitbucket.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A repository as it is listed.
 *
 * @param uuid the immutable id, in braces
 * @param slug the short name in addresses
 * @param fullName {@code workspace/slug}
 * @param project where it belongs
 * @param isPrivate whether only those may read it who were given something
 */
record Repository(
        @Nullable String uuid,
        @Nullable String slug,
        @JsonProperty("full_name") @Nullable String fullName,
        @Nullable Project project,
        @JsonProperty("is_private") @Nullable Boolean isPrivate) {}
