package dev.hallpass.connector.bitbucket.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A user's explicit or effective permission on a repository. Every field may be missing.
 *
 * @param permission {@code read}, {@code write}, {@code admin} or {@code none}
 * @param user whose
 */
record UserPermission(@Nullable String permission, @Nullable User user) {

    /** @param accountId missing for deleted accounts and apps; the UUID is always there */
    record User(
            @JsonProperty("account_id") @Nullable String accountId,
            @Nullable String uuid,
            @JsonProperty("display_name") @Nullable String displayName) {

        boolean is(String account) {
            return account.equals(accountId) || account.equalsIgnoreCase(uuid);
        }
    }
}
