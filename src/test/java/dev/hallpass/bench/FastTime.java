package dev.hallpass.bench;

import dev.hallpass.bench.chaos.ShiftedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** Lets a clock run many times as fast as the real one, and knows what it showed when. */
final class FastTime implements AutoCloseable {

    private static final long MILLIS_BETWEEN = 5;

    private final ShiftedClock clock;
    private final int speed;
    private final ConcurrentSkipListMap<Instant, Duration> offsets = new ConcurrentSkipListMap<>();
    private final Thread thread;

    FastTime(ShiftedClock clock, int speed) {
        this.clock = clock;
        this.speed = speed;
        this.thread = Thread.ofPlatform().daemon().name("fast-time").start(this::run);
    }

    private void run() {
        long last = System.nanoTime();
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
                long now = System.nanoTime();
                clock.jump(Duration.ofNanos((now - last) * (speed - 1)));
                last = now;
                offsets.put(Clock.systemUTC().instant(), clock.offset());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the fast clock showed at a real time. */
    Instant at(Instant real) {
        Map.Entry<Instant, Duration> offset = offsets.floorEntry(real);
        return offset == null ? real : real.plus(offset.getValue());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
