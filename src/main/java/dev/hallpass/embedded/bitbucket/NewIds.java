package dev.hallpass.embedded.bitbucket;

import dev.hallpass.embedded.bitbucket.http.Reply;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Ids of what is made by hand. */
final class NewIds {

    private NewIds() {}

    /** The id that was given, or a new one. */
    static String orNew(@Nullable String uuid) {
        return uuid == null ? "{" + UUID.randomUUID() + "}" : uuid;
    }

    /** 201, naming it. */
    static Reply created(String uuid) {
        return Reply.json(201, JsonNodeFactory.instance.objectNode().put("uuid", uuid));
    }
}
