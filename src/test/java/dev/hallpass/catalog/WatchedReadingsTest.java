package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.connector.Connector;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many resources are watched: their readings fit the budget, and leave room for the others. */
class WatchedReadingsTest {

    private static final Duration INTERVAL = Duration.ofMinutes(15);

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void nothingIsWanted() {
        context.clear();
        context.jdbc()
                .sql("update resource_reading set wanted_since = null, attempted_at = ?")
                .param(Timestamp.from(context.clock().instant()))
                .update();
    }

    private static List<ResourceId> all() {
        return context.jdbc()
                .sql("select id from resource where vanished_at is null and application = 'acme' order by id")
                .query((row, number) -> new ResourceId(row.getObject(1, UUID.class)))
                .list();
    }

    /** What is wanted is read at once, as far as this test is concerned; tells how many. */
    private static int readWanted() {
        return context.jdbc()
                .sql("update resource_reading set wanted_since = null, attempted_at = ? where wanted_since is not null")
                .param(Timestamp.from(context.clock().instant()))
                .update();
    }

    private static FakeApplication withBudget(int callsPerHour) {
        FakeApplication application = new FakeApplication();
        application.callsPerHour = callsPerHour;
        return application;
    }

    @Test
    void moreThanTheBudgetCarriesAreReadLessOftenAndNoneIsForgotten() {
        List<ResourceId> watched = all();
        assertThat(watched).hasSizeGreaterThan(2);
        // Two calls each, in a quarter of the budget: one reading of each in an hour.
        Connector connector = withBudget(watched.size() * 8);
        WatchedReadings readings = context.bean(WatchedReadings.class);
        int wanted = 0;
        int read = 0;
        for (int minute = 0; minute < 4 * 60; minute++) {
            context.clock().advance(Duration.ofMinutes(1));
            wanted += readings.wantAgain(connector, watched, INTERVAL);
            read += readWanted();
        }

        assertThat(wanted).isEqualTo(4 * watched.size());
        assertThat(read).isEqualTo(wanted);
    }

    @Test
    void whatTheBudgetCarriesIsReadAsOftenAsTheSettingsSay() {
        assertThat(WatchedReadings.spacing(withBudget(800), 25, INTERVAL)).isEqualTo(INTERVAL);
        assertThat(WatchedReadings.spacing(withBudget(800), 60, INTERVAL)).isEqualTo(Duration.ofMinutes(36));
        assertThat(WatchedReadings.spacing(withBudget(0), 60, INTERVAL)).isEqualTo(INTERVAL);
    }
}
