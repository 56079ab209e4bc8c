package dev.hallpass.connector.bitbucket.datacenter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Bitbucket answers, as far as we read it. Every field may be missing. */
final class Bodies {

    private Bodies() {}

    /**
     * A page of a list.
     *
     * @param nextPageStart where the next page starts, which is not start + limit
     */
    record Page(
            @Nullable List<JsonNode> values,
            @Nullable Boolean isLastPage,
            @Nullable Integer nextPageStart) {}

    /** @param name the user name, which permissions are addressed by; not always the slug */
    record User(
            @Nullable String name,
            @Nullable String displayName,
            @Nullable String emailAddress,
            @Nullable Boolean active) {

        /** Bitbucket does not regard the case of user names. */
        boolean is(String account) {
            return name != null && folded(name).equals(folded(account));
        }

        boolean isActive() {
            return !Boolean.FALSE.equals(active);
        }
    }

    record DetailedUser(@Nullable String name, @Nullable Boolean mutableGroups) {}

    record Group(@Nullable String name) {}

    record PermittedUser(@Nullable User user, @Nullable String permission) {}

    record PermittedGroup(@Nullable Group group, @Nullable String permission) {}

    record Permitted(@Nullable Boolean permitted) {}

    /**
     * A project.
     *
     * @param isPublic whether everybody may read what is in it
     * @param owner whose personal project it is, where Bitbucket tells
     */
    record Project(
            @Nullable Long id,
            @Nullable String key,
            @Nullable String name,
            @JsonProperty("public") @Nullable Boolean isPublic,
            @Nullable User owner) {}

    record Repository(
            @Nullable Long id,
            @Nullable String slug,
            @Nullable Project project,
            @JsonProperty("public") @Nullable Boolean isPublic) {}

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
