package dev.hallpass.embedded.engine;

import io.camunda.zeebe.db.AccessMetricsConfiguration;
import io.camunda.zeebe.db.ConsistencyChecksSettings;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.db.impl.rocksdb.RocksDbConfiguration;
import io.camunda.zeebe.db.impl.rocksdb.ZeebeRocksDbFactory;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/** Opens the engine's state in RocksDB: no write-ahead log, no flushes, for the state does not outlive the process. */
final class EngineDatabase {

    private static final long MEMORY_BYTES = 128L * 1024 * 1024;

    private EngineDatabase() {}

    static ZeebeDb<ZbColumnFamilies> open(Path folder, MeterRegistry meters) {
        RocksDbConfiguration configuration =
                new RocksDbConfiguration().setMemoryLimit(MEMORY_BYTES).setWalDisabled(true);
        AccessMetricsConfiguration noMetrics =
                new AccessMetricsConfiguration(AccessMetricsConfiguration.Kind.NONE, EnginePartition.PARTITION_ID);
        return new ZeebeRocksDbFactory<ZbColumnFamilies>(
                        configuration, new ConsistencyChecksSettings(false, false), noMetrics, () -> meters)
                .createDb(folder.toFile());
    }
}
