package dev.hallpass.web;

import dev.hallpass.common.TimeOrderedIds;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids of calls: the caller's own if it is harmless in logs, else a new one. */
final class CallIds {

    /** Carries the id to the caller and back. */
    static final String HEADER = "X-Request-Id";

    /** Under which the log, the audit trail and the outbox find it. */
    static final String MDC_KEY = "requestId";

    /** The request attribute with the id, for what comes after the filters. */
    static final String ATTRIBUTE = CallIds.class.getName();

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,63}");

    private CallIds() {}

    static String of(@Nullable String given) {
        return given != null && SANE.matcher(given).matches()
                ? given
                : TimeOrderedIds.next().toString();
    }
}
