package dev.hallpass.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What runs inside Hallpass, {@code hallpass.embedded}.
 *
 * @param enabled whether anything does; without it the other settings have no effect
 * @param dataFolder where all of it keeps its state; relative to the working directory
 * @param postgres whether PostgreSQL runs inside; without it {@code spring.datasource} names one
 * @param engine whether Camunda's engine runs inside; without it {@code hallpass.camunda} names one
 * @param bitbucket whether the stand-ins for Bitbucket Cloud and Data Center run inside
 * @param demo whether the demo accounts can log in and the start is explained on the console
 * @param bitbucketPort where the stand-in listens; the base address in {@code hallpass.applications} must name the same
 * @param bitbucketDatacenterPort where the stand-in for Data Center listens; the same is true of its base address
 * @param bitbucketSeed what is in the stand-in's workspace at the first start
 * @param engineGrpcPort where the engine's gRPC gateway listens, 0 for any free port
 * @param engineRestPort where the engine's REST gateway listens, 0 for any free port
 * @param postgresPort where PostgreSQL listens, 0 for any free port
 */
@ConfigurationProperties("hallpass.embedded")
public record EmbeddedSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("./data") Path dataFolder,
        @DefaultValue("true") boolean postgres,
        @DefaultValue("true") boolean engine,
        @DefaultValue("true") boolean bitbucket,
        @DefaultValue("true") boolean demo,
        @DefaultValue("8181") int bitbucketPort,
        @DefaultValue("8182") int bitbucketDatacenterPort,

        @DefaultValue("classpath:embedded/bitbucket-seed.json")
        Resource bitbucketSeed,

        @DefaultValue("0") int engineGrpcPort,
        @DefaultValue("0") int engineRestPort,
        @DefaultValue("0") int postgresPort) {

    /** Whether PostgreSQL runs inside. */
    public boolean startsPostgres() {
        return enabled && postgres;
    }

    /** Whether Camunda's engine runs inside. */
    public boolean startsEngine() {
        return enabled && engine;
    }

    /** Whether the stand-in for Bitbucket Cloud runs inside. */
    public boolean startsBitbucket() {
        return enabled && bitbucket;
    }

    /** Whether the demo accounts can log in. */
    public boolean offersDemo() {
        return enabled && demo;
    }
}
