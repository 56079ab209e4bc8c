package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.Surroundings;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import dev.hallpass.embedded.bitbucket.StandInControl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the connector against a stand-in that was started for them, over HTTP. */
abstract class StandInTest {

    static final String ADA = "557058:ada";
    static final String KEN = "557058:ken";
    static final String GRACE = "557058:grace";
    static final String LINUS = "557058:linus";
    static final String OUTSIDER = "557058:vera";
    static final String OWNER = "557058:hallpass-bot";
    static final ConnectedResource PAYMENTS_API = repository(1, "payments-api");
    static final ConnectedResource WEB_SHOP = repository(4, "web-shop");
    static final ConnectedResource DOCS_SITE = repository(5, "docs-site");
    static final ConnectedResource MOBILE_APP = repository(6, "mobile-app");
    static final ConnectedResource MISSING = repository(777, "missing");

    private static final Path SEED = Path.of("src/test/resources/embedded/bitbucket-test-seed.json");

    @SuppressWarnings("NullAway.Init") // before all tests
    static BitbucketStandIn standIn;

    @SuppressWarnings("NullAway.Init") // before all tests
    static StandInControl control;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void startStandIn() {
        standIn = BitbucketStandIn.start(new BitbucketStandInSettings(0, null, SEED));
        control = new StandInControl(standIn.baseUrl());
    }

    @AfterAll
    static void stopStandIn() {
        standIn.close();
    }

    @BeforeEach
    void resetStandIn() {
        control.reset();
    }

    Connector connector() {
        return connector(TestApplication.at(standIn.baseUrl()));
    }

    Connector connector(TestApplication application) {
        return new BitbucketCloudConnectorFactory(Surroundings.alone(meters, Clock.systemUTC()))
                .create(application.settings());
    }

    private static ConnectedResource repository(int number, String slug) {
        String uuid = "{c0000000-0000-4000-8000-%012d}".formatted(number);
        return new ConnectedResource(ResourceKind.REPOSITORY, uuid, "acme/" + slug);
    }
}
