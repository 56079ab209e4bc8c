package dev.hallpass.notification;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes notices to the log, where log-based alerting can pick them up by {@code notice}. */
@Component
class LogChannel implements NotificationChannel {

    private static final Logger log = LoggerFactory.getLogger(LogChannel.class);

    @Override
    public void send(Notice notice) {
        log.atInfo()
                .addKeyValue("notice", notice.kind())
                .addKeyValue("people", notice.people())
                .addKeyValue("groups", notice.groups())
                .addKeyValue("request", notice.request())
                .log(notice.text());
    }
}
