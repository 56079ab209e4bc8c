package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.stream.api.scheduling.ScheduledCommandCache;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which scheduled commands are written but not processed yet, so that a checker that runs while the engine is
 * behind does not write them again: a backlog of timers would otherwise feed itself.
 */
final class ScheduledCommandMemory implements ScheduledCommandCache.StageableScheduledCommandCache {

    private static final Set<Intent> REMEMBERED =
            Set.of(TimerIntent.TRIGGER, JobIntent.TIME_OUT, JobIntent.RECUR_AFTER_BACKOFF, MessageIntent.EXPIRE);

    private final Set<Scheduled> written = ConcurrentHashMap.newKeySet();

    @Override
    public void add(Intent intent, long key) {
        if (REMEMBERED.contains(intent)) {
            written.add(new Scheduled(intent, key));
        }
    }

    @Override
    public boolean contains(Intent intent, long key) {
        return written.contains(new Scheduled(intent, key));
    }

    @Override
    public void remove(Intent intent, long key) {
        written.remove(new Scheduled(intent, key));
    }

    @Override
    public void clear() {
        written.clear();
    }

    @Override
    public ScheduledCommandCache.StagedScheduledCommandCache stage() {
        return new Stage();
    }

    private record Scheduled(Intent intent, long key) {}

    /** What one run of a checker is about to write; used by that run's thread alone. */
    private final class Stage implements ScheduledCommandCache.StagedScheduledCommandCache {

        private final Set<Scheduled> staged = new HashSet<>();

        @Override
        public void add(Intent intent, long key) {
            if (REMEMBERED.contains(intent)) {
                staged.add(new Scheduled(intent, key));
            }
        }

        @Override
        public boolean contains(Intent intent, long key) {
            return staged.contains(new Scheduled(intent, key)) || ScheduledCommandMemory.this.contains(intent, key);
        }

        @Override
        public void remove(Intent intent, long key) {
            staged.remove(new Scheduled(intent, key));
        }

        @Override
        public void clear() {
            staged.clear();
        }

        @Override
        public void persist() {
            written.addAll(staged);
        }

        @Override
        public void rollback() {
            written.removeAll(staged);
        }
    }
}
