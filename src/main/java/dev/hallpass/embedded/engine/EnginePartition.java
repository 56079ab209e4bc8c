package dev.hallpass.embedded.engine;

import com.netflix.concurrency.limits.limit.FixedLimit;
import io.camunda.search.clients.SearchClientsProxy;
import io.camunda.security.auth.BrokerRequestAuthorizationConverter;
import io.camunda.security.configuration.SecurityConfiguration;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.engine.Engine;
import io.camunda.zeebe.engine.EngineConfiguration;
import io.camunda.zeebe.engine.processing.EngineProcessors;
import io.camunda.zeebe.engine.processing.message.command.SubscriptionCommandSender;
import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.log.LogStreamReader;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.LoggedEvent;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.camunda.zeebe.scheduler.ActorScheduler;
import io.camunda.zeebe.stream.api.CommandResponseWriter;
import io.camunda.zeebe.stream.api.StreamClock;
import io.camunda.zeebe.stream.api.records.TypedRecord;
import io.camunda.zeebe.stream.impl.StreamProcessor;
import io.camunda.zeebe.stream.impl.StreamProcessorListener;
import io.camunda.zeebe.util.FeatureFlags;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Camunda's engine as a broker runs it for one partition: log, database, stream processor and scheduler.
 *
 * <p>Nothing is exported and nothing is replayed: the log begins empty and lets go of what has been processed.
 */
final class EnginePartition implements AutoCloseable {

    static final int PARTITION_ID = 1;
    static final int PARTITION_COUNT = 1;

    /** As in the broker: how many follow-up commands one transaction takes in. */
    private static final int COMMANDS_IN_BATCH = 100;

    /** A due timer fires within this time plus the engine's own resolution of 100 ms, even when the clock is shifted. */
    private static final Duration SCHEDULED_TASKS_CHECK = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StreamClock.ControllableStreamClock clock;
    private final MeterRegistry meters = new CompositeMeterRegistry();
    private final EngineLogStorage logStorage = new EngineLogStorage();
    private final ActorScheduler scheduler;
    private final ZeebeDb<ZbColumnFamilies> database;
    private final LogStream log;

    private @Nullable StreamProcessor processor;

    /**
     * Prepares the parts; {@link #start} sets them going.
     *
     * @param databaseFolder folder of the database, which must not exist
     * @param time the engine's clock
     * @param commandsInFlight how many commands of clients may be written but not processed
     */
    EnginePartition(Path databaseFolder, InstantSource time, int commandsInFlight) {
        clock = StreamClock.controllable(time);
        // The scheduler's own clock stays the real one: it paces the checks, which then ask the engine's clock.
        scheduler = ActorScheduler.newActorScheduler()
                .setSchedulerName("engine")
                .setCpuBoundActorThreadCount(2)
                .setIoBoundActorThreadCount(1)
                .build();
        database = EngineDatabase.open(databaseFolder, meters);
        log = LogStream.builder()
                .withPartitionId(PARTITION_ID)
                .withLogName("engine")
                .withLogStorage(logStorage)
                .withClock(clock)
                .withRequestLimit(FixedLimit.of(commandsInFlight))
                .withMeterRegistry(meters)
                .build();
        scheduler.start();
    }

    LogStreamWriter newWriter() {
        return log.newLogStreamWriter();
    }

    /** A reader of the log from the oldest record that is still there. */
    LogStreamReader newReader() {
        return log.newLogStreamReader();
    }

    InstantSource clock() {
        return clock;
    }

    EngineLogStorage logStorage() {
        return logStorage;
    }

    void start(CommandResponseWriter answers, JobStreamer jobStreamer) {
        SecurityConfiguration security = new SecurityConfiguration();
        security.getAuthorizations().setEnabled(false);
        security.getMultiTenancy().setChecksEnabled(false);
        OwnPartitionSender partitions = new OwnPartitionSender(newWriter());
        Engine engine = new Engine(
                context -> EngineProcessors.createEngineProcessors(
                        context,
                        PARTITION_COUNT,
                        new SubscriptionCommandSender(context.getPartitionId(), partitions),
                        partitions,
                        FeatureFlags.createDefault(),
                        jobStreamer,
                        SearchClientsProxy.noop(),
                        new BrokerRequestAuthorizationConverter(security)),
                new EngineConfiguration().setEnableIdentitySetup(false),
                security);
        StreamProcessor opened = StreamProcessor.builder()
                .logStream(log)
                .zeebeDb(database)
                .recordProcessors(List.of(engine))
                .commandResponseWriter(answers)
                .partitionCommandSender(partitions)
                .scheduledCommandCache(new ScheduledCommandMemory())
                .actorSchedulingService(scheduler)
                .maxCommandsInBatch(COMMANDS_IN_BATCH)
                .setEnableAsyncScheduledTasks(true)
                .setScheduledTaskCheckInterval(SCHEDULED_TASKS_CHECK)
                .clock(clock)
                .listener(new Progress())
                .meterRegistry(meters)
                .build();
        processor = opened;
        opened.openAsync(false).join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    boolean isHealthy() {
        StreamProcessor running = processor;
        return running != null && !running.isFailed() && !running.isClosed();
    }

    @Override
    public void close() {
        try {
            if (processor != null) {
                processor.closeAsync().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            log.close();
            database.close();
            scheduler.close();
        } catch (Exception e) {
            throw new IllegalStateException("The engine did not stop in an orderly way", e);
        }
    }

    /**
     * Told when the processor has got past a record. Nobody needs it any more, for there are no exporters and no replay;
     * and when it was a client's command, that no longer counts as in flight.
     */
    private final class Progress implements StreamProcessorListener {

        @Override
        public void onProcessed(TypedRecord<?> processedCommand) {
            log.getFlowControl().onProcessed(processedCommand.getPosition());
            logStorage.releaseUpTo(processedCommand.getPosition());
        }

        @Override
        public void onSkipped(LoggedEvent skippedRecord) {
            logStorage.releaseUpTo(skippedRecord.getPosition());
        }
    }
}
