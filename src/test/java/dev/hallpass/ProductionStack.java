package dev.hallpass;

import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import dev.hallpass.embedded.engine.EmbeddedEngine;
import dev.hallpass.embedded.engine.EmbeddedEngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A Hallpass that is started as in production: nothing embedded, everything by environment variables and secret files.
 * What stands around it is the engine, PostgreSQL and the stand-in, at their addresses.
 */
public final class ProductionStack implements AutoCloseable {

    private final Path folder;
    private final TestDatabase database;
    private final BitbucketStandIn bitbucket;
    private final EmbeddedEngine engine;
    private final ConfigurableApplicationContext application;

    private ProductionStack(Addresses settings) {
        try {
            this.folder = Files.createTempDirectory("hallpass-production");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.database = TestDatabase.fresh();
        this.bitbucket = BitbucketStandIn.start(
                new BitbucketStandInSettings(0, folder.resolve("journal.jsonl"), Acme.writeSeed(folder)));
        this.engine = EmbeddedEngine.start(
                new EmbeddedEngineSettings(folder.resolve("engine"), 0, 0, InstantSource.system()));
        Acme.writeDirectory(folder);
        Acme.writeCatalog(folder);
        SpringApplication hallpass = new SpringApplication(HallpassApplication.class);
        hallpass.setEnvironment(new OnlyTheseVariables(settings.environment(this)));
        this.application = hallpass.run("--server.port=0");
    }

    /** Tells the environment that Hallpass is started with, knowing where the others are. */
    public interface Addresses {

        /** The environment variables. */
        Map<String, String> environment(ProductionStack stack);
    }

    /** Starts the others and then Hallpass with these settings. */
    public static ProductionStack start(Addresses settings) {
        return new ProductionStack(settings);
    }

    /** A folder that holds {@code directory.yaml} and {@code catalog.yaml}, with room for secret files. */
    public Path folder() {
        return folder;
    }

    /** PostgreSQL. */
    public TestDatabase database() {
        return database;
    }

    /** Camunda's gRPC address. */
    public String grpcAddress() {
        return engine.grpcAddress().toString();
    }

    /** Camunda's REST address. */
    public String restAddress() {
        return engine.restAddress().toString();
    }

    /** The base address of Bitbucket's API. */
    public String bitbucketAddress() {
        return bitbucket.baseUrl().toString();
    }

    /** The stand-in, by hand. */
    public BitbucketControl bitbucket() {
        return new BitbucketControl("http://localhost:" + bitbucket.port());
    }

    /** Where Hallpass listens. */
    public String address() {
        if (!(application instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            throw new IllegalStateException("The application is not running");
        }
        return "http://localhost:" + web.getWebServer().getPort();
    }

    /** The running application. */
    public ConfigurableApplicationContext application() {
        return application;
    }

    @Override
    public void close() {
        application.close();
        engine.close();
        bitbucket.close();
        database.close();
    }

    /** The environment of a container has nothing of the machine that runs the tests. */
    private static final class OnlyTheseVariables extends StandardEnvironment {

        OnlyTheseVariables(Map<String, String> variables) {
            super(withVariables(variables));
        }

        private static MutablePropertySources withVariables(Map<String, String> variables) {
            MutablePropertySources sources = new MutablePropertySources();
            sources.addLast(new SystemEnvironmentPropertySource(
                    SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables)));
            return sources;
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // Neither this JVM's system properties nor its environment.
        }
    }
}
