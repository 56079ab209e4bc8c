package dev.hallpass.embedded.engine;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BrokerInfo;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Partition;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.camunda.zeebe.util.VersionUtil;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The cluster as clients see it: one broker that leads one partition. */
final class GatewayTopology {

    private static final String HOST = "localhost";

    private final BooleanSupplier healthy;

    private volatile int grpcPort;

    GatewayTopology(BooleanSupplier healthy) {
        this.healthy = healthy;
    }

    /** Tells the port, which is known only when the gateway that shows this topology listens on it. */
    void servedAt(int port) {
        grpcPort = port;
    }

    boolean isHealthy() {
        return healthy.getAsBoolean();
    }

    TopologyResponse grpcMessage() {
        Partition.PartitionBrokerHealth health =
                isHealthy() ? Partition.PartitionBrokerHealth.HEALTHY : Partition.PartitionBrokerHealth.UNHEALTHY;
        return TopologyResponse.newBuilder()
                .setClusterSize(1)
                .setPartitionsCount(EnginePartition.PARTITION_COUNT)
                .setReplicationFactor(1)
                .setGatewayVersion(VersionUtil.getVersion())
                .addBrokers(BrokerInfo.newBuilder()
                        .setNodeId(0)
                        .setHost(HOST)
                        .setPort(grpcPort)
                        .setVersion(VersionUtil.getVersion())
                        .addPartitions(Partition.newBuilder()
                                .setPartitionId(EnginePartition.PARTITION_ID)
                                .setRole(Partition.PartitionBrokerRole.LEADER)
                                .setHealth(health)))
                .build();
    }

    ObjectNode json() {
        ObjectNode partition = JsonNodeFactory.instance
                .objectNode()
                .put("partitionId", EnginePartition.PARTITION_ID)
                .put("role", "leader")
                .put("health", isHealthy() ? "healthy" : "unhealthy")
                .put("state", "active");
        ObjectNode broker = JsonNodeFactory.instance
                .objectNode()
                .put("nodeId", 0)
                .put("brokerId", "0")
                .put("host", HOST)
                .put("port", grpcPort)
                .put("version", VersionUtil.getVersion());
        broker.putArray("partitions").add(partition);
        ObjectNode topology = JsonNodeFactory.instance
                .objectNode()
                .put("clusterSize", 1)
                .put("partitionsCount", EnginePartition.PARTITION_COUNT)
                .put("replicationFactor", 1)
                .put("gatewayVersion", VersionUtil.getVersion())
                .put("lastCompletedChangeId", "-1")
                .putNull("clusterId");
        topology.putArray("brokers").add(broker);
        return topology;
    }
}
