package dev.hallpass.connector.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What connectors share; the calls of all instances are counted in the database. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    CallBudgets callBudgets(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new CallBudgets(new CallsInDatabase(jdbc, transactions), clock);
    }

    @Bean
    Surroundings surroundings(
            MeterRegistry meters, ObjectProvider<ObservationRegistry> observations, CallBudgets budgets, Clock clock) {
        return new Surroundings(meters, observations.getIfAvailable(() -> ObservationRegistry.NOOP), budgets, clock);
    }
}
