package dev.hallpass.embedded;

import dev.hallpass.connector.Connectors;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandIn;
import dev.hallpass.embedded.bitbucket.datacenter.DataCenterStandInSettings;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import dev.hallpass.process.EngineAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Starts the engine and the Bitbucket stand-ins inside Hallpass, before what uses them, and ends them after it. */
@Configuration(proxyBeanMethods = false)
class EmbeddedConfiguration {

    // Each nested class is found by the scan for itself, so a condition on the class around it would not reach it.

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("hallpass.embedded.enabled")
    @ConditionalOnBooleanProperty(name = "hallpass.embedded.engine", matchIfMissing = true)
    static class EngineInside {

        @Bean(destroyMethod = "close")
        EmbeddedEngine embeddedEngine(EmbeddedSettings settings, Clock clock) {
            return EmbeddedEngine.start(new EmbeddedEngineSettings(
                    settings.dataFolder().resolve("engine"),
                    settings.engineGrpcPort(),
                    settings.engineRestPort(),
                    clock));
        }

        @Bean
        EngineAddress engineAddress(EmbeddedEngine engine) {
            return new EngineAddress(engine.grpcAddress(), engine.restAddress());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("hallpass.embedded.enabled")
    @ConditionalOnBooleanProperty(name = "hallpass.embedded.bitbucket", matchIfMissing = true)
    static class BitbucketInside {

        @Bean(destroyMethod = "close")
        BitbucketStandIn bitbucketStandIn(EmbeddedSettings settings) {
            Path folder = settings.dataFolder().resolve("bitbucket");
            Path seed = copied(settings.bitbucketSeed(), folder.resolve("seed.json"));
            return BitbucketStandIn.start(
                    new BitbucketStandInSettings(settings.bitbucketPort(), folder.resolve("journal.jsonl"), seed));
        }

        @Bean(destroyMethod = "close")
        DataCenterStandIn dataCenterStandIn(EmbeddedSettings settings) {
            return DataCenterStandIn.start(new DataCenterStandInSettings(
                    settings.bitbucketDatacenterPort(),
                    settings.dataFolder().resolve("bitbucket-datacenter").resolve("journal.jsonl"),
                    null));
        }

        @Bean
        static StandInBeforeConnectors standInBeforeConnectors() {
            return new StandInBeforeConnectors(BitbucketStandIn.class);
        }

        @Bean
        static StandInBeforeConnectors dataCenterStandInBeforeConnectors() {
            return new StandInBeforeConnectors(DataCenterStandIn.class);
        }

        /** The stand-in is a program that reads files; a seed on the class path is none. */
        private static Path copied(Resource seed, Path file) {
            try (InputStream source = seed.getInputStream()) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException("hallpass.embedded.bitbucket-seed cannot be read: " + seed, e);
            }
        }
    }

    /** Connectors may be called as soon as they exist. */
    static class StandInBeforeConnectors extends AbstractDependsOnBeanFactoryPostProcessor {
        StandInBeforeConnectors(Class<?> standIn) {
            super(Connectors.class, standIn);
        }
    }
}
