package dev.hallpass.notification;

/** One way to reach people. */
public interface NotificationChannel {

    /** Passes the notice on; may throw, which stops no other channel and no process. */
    void send(Notice notice);
}
