package dev.hallpass.common;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Ids that grow with time (UUID version 7, RFC 9562), so that keyset pages and indexes follow the order of events. */
public final class TimeOrderedIds {

    private TimeOrderedIds() {}

    /** A new id, greater than those made before by this process. */
    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
