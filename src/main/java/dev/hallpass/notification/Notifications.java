package dev.hallpass.notification;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All channels as one. */
@Component
public class Notifications {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final List<NotificationChannel> channels;

    Notifications(List<NotificationChannel> channels) {
        this.channels = List.copyOf(channels);
    }

    /** Sends the notice through every channel; one that fails is logged and stops nothing. */
    public void tell(Notice notice) {
        for (NotificationChannel channel : channels) {
            try {
                channel.send(notice);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("channel", channel.getClass().getSimpleName())
                        .addKeyValue("notice", notice.kind())
                        .setCause(e)
                        .log("A notification could not be sent");
            }
        }
    }
}
