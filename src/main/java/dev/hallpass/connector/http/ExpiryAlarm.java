package dev.hallpass.connector.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once a day of a credential that expires soon, whenever it might be used. */
final class ExpiryAlarm {

    static final Duration BEFOREHAND = Duration.ofDays(14);

    private static final Duration AGAIN_AFTER = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryAlarm.class);

    private final String application;
    private final Clock clock;
    private final Map<String, Instant> warned = new ConcurrentHashMap<>();

    ExpiryAlarm(String application, Clock clock) {
        this.application = application;
        this.clock = clock;
    }

    /** Warns if it is time to; returns whether it did. */
    boolean look(Credential credential) {
        Instant expiresAt = credential.expiresAt();
        Instant now = clock.instant();
        if (expiresAt == null || now.isBefore(expiresAt.minus(BEFOREHAND))) {
            return false;
        }
        Instant last = warned.get(credential.name());
        if (last != null && now.isBefore(last.plus(AGAIN_AFTER))) {
            return false;
        }
        boolean first = last == null
                ? warned.putIfAbsent(credential.name(), now) == null
                : warned.replace(credential.name(), last, now);
        if (first) {
            LOG.warn(
                    "The credential '{}' of '{}' {} at {}; without another one access can neither be given nor taken"
                            + " away",
                    credential.name(),
                    application,
                    now.isBefore(expiresAt) ? "expires" : "has expired",
                    expiresAt);
        }
        return first;
    }
}
