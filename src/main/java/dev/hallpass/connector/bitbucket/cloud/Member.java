package dev.hallpass.connector.bitbucket.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A membership of the workspace. Every field may be missing.
 *
 * @param permission {@code owner}, {@code collaborator}, {@code member}, {@code create-project}; not in every list
 * @param user who
 */
record Member(@Nullable String permission, @Nullable User user) {

    /** @param accountId missing for deleted accounts and apps */
    record User(
            @JsonProperty("account_id") @Nullable String accountId,
            @Nullable String uuid,
            @JsonProperty("display_name") @Nullable String displayName,
            @Nullable String email,
            @JsonProperty("account_status") @Nullable String status) {

        boolean is(String account) {
            return account.equals(accountId) || account.equalsIgnoreCase(uuid);
        }

        /** The id that Hallpass keeps. */
        @Nullable
        String id() {
            return accountId != null ? accountId : uuid;
        }
    }
}
