package dev.hallpass.catalog;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Resources that applications have told of by themselves, until each was read. Each call joins a transaction. */
@Component
class ToldResources {

    /** So long a delivery is known that was taken; later a second one costs one reading. */
    private static final Duration MEMORY = Duration.ofDays(7);

    /** The applications' own numbers of deliveries: one that is sent again since nobody answered keeps its number. */
    private static final List<String> NUMBERS = List.of("x-request-uuid", "x-request-id");

    private final JdbcClient jdbc;
    private final Clock clock;

    ToldResources(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes note of a delivery; false if exactly this one was taken before. */
    boolean isNew(String application, WebhookDelivery delivery) {
        Instant now = clock.instant();
        jdbc.sql("delete from webhook_delivery where taken_at < ?")
                .param(Timestamp.from(now.minus(MEMORY)))
                .update();
        return jdbc.sql("insert into webhook_delivery (application, digest, taken_at) values (?, ?, ?) on conflict do"
                                + " nothing")
                        .params(application, digest(delivery), Timestamp.from(now))
                        .update()
                > 0;
    }

    private static String digest(WebhookDelivery delivery) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String number : NUMBERS) {
                digest.update(delivery.header(number).orElse("").getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(delivery.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Has a resource read; one that is waiting already keeps its place, but is looked for where it is now. */
    void tell(String application, ConnectedResource resource) {
        jdbc.sql("""
            insert into told_resource (application, kind, external_id, path, told_at) values (?, ?, ?, ?, ?)
            on conflict (application, kind, external_id) do update set path = excluded.path
            """)
                .params(
                        application,
                        resource.kind().name(),
                        resource.externalId(),
                        resource.path(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** The one that waits longest. */
    Optional<ConnectedResource> next(String application) {
        return jdbc.sql("""
            select kind, external_id, path from told_resource where application = ? order by told_at, external_id limit 1
            """)
                .param(application)
                .query((row, number) -> new ConnectedResource(
                        ResourceKind.valueOf(row.getString(1)), row.getString(2), row.getString(3)))
                .optional();
    }

    /** It was read, or cannot be. */
    void done(String application, ConnectedResource resource) {
        jdbc.sql("delete from told_resource where application = ? and kind = ? and external_id = ?")
                .params(application, resource.kind().name(), resource.externalId())
                .update();
    }
}
