package dev.hallpass.request;

import dev.hallpass.DomainContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of requests say. */
abstract class RequestTest {

    static final Duration HOUR = Duration.ofHours(1);
    static final String PAYMENTS = "payments-api";

    @SuppressWarnings("NullAway.Init") // before all tests
    static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void clear() {
        context.clear();
    }

    static AccessRequests requests() {
        return context.bean(AccessRequests.class);
    }
}
