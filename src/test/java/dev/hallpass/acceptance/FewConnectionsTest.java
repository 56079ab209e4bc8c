package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.Acme;
import dev.hallpass.ApiClient;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** More is to be done at once than there are database connections, and nobody waits with one in hand. */
class FewConnectionsTest extends HallpassTest {

    private static final String BUNDLES = "/api/v1/bundle-requests/";
    private static final int PARTS = 30;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static HallpassStack own;

    @BeforeAll
    static void start() {
        own = HallpassStack.start(Map.of(
                "spring.datasource.hikari.maximum-pool-size", 10,
                "spring.datasource.hikari.connection-timeout", 3000,
                "hallpass.access.parallelism", 3));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @Test
    void allPartsOfABundleThatSomebodyMovesWaitForItWithoutAConnection() {
        String ada = engineer();
        String bundle = ask(ada);
        awaitEveryStepWaits(bundle);
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(stack().dataSource()));

        other.executeWithoutResult(status -> {
            JdbcClient.create(stack().dataSource())
                    .sql("select id from bundle_request where id = ? for no key update")
                    .param(UUID.fromString(bundle))
                    .query()
                    .singleRow();
            assertThat(as(Acme.OWNER)
                            .post(BUNDLES + bundle + "/decisions", Map.of("decision", "APPROVE"))
                            .status())
                    .isEqualTo(200);
            awaitEveryPartHasAsked();
            assertThat(as(ada).get(BUNDLES + bundle).status()).isEqualTo(200);
        });

        await().atMost(SOON.multipliedBy(4))
                .untilAsserted(() -> assertThat(as(ada).get(BUNDLES + bundle)
                                .json()
                                .path("state")
                                .asString())
                        .isEqualTo("IN_FORCE"));
    }

    /** Each has gone through the job in which it asks about the others, and waits to be woken. */
    private void awaitEveryPartHasAsked() {
        await().atMost(SOON).untilAsserted(() -> assertThat(joined()).isGreaterThanOrEqualTo(PARTS));
    }

    private double joined() {
        return stack()
                .bean(MeterRegistry.class)
                .find("hallpass.jobs")
                .tag("type", "hallpass.join-bundle")
                .tag("result", "completed")
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** Only a step that waits is decided with the bundle; the request awaits its approval a little before. */
    private void awaitEveryStepWaits(String bundle) {
        await().atMost(SOON.multipliedBy(2))
                .untilAsserted(() -> assertThat(JdbcClient.create(stack().dataSource())
                                .sql("""
                                    select count(*) from approval_step s join access_request r on r.id = s.request_id
                                    where r.bundle_request_id = ? and s.state = 'WAITING'
                                    """)
                                .param(UUID.fromString(bundle))
                                .query(Integer.class)
                                .single())
                        .isEqualTo(PARTS));
    }

    private String ask(String person) {
        List<Map<String, String>> wanted = IntStream.rangeClosed(1, PARTS)
                .mapToObj(i -> Map.of("resource", "service-" + i, "role", "write"))
                .toList();
        ApiClient.Response response = as(person)
                .post(
                        "/api/v1/requests",
                        Map.of(
                                "entitlements", wanted,
                                "mode", "ALL_OR_NOTHING",
                                "duration", "PT1H",
                                "justification", "Fix the failed payout job"));
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        return response.json().path("id").asString();
    }
}
