package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.ResourceKind;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** However much is wanted at once, lists, full discovery and turns go on; what is wanted does not wait for their end. */
class WantedReadingsTest extends DiscoveryScenario {

    /** Somebody always wants the permissions on the repository. */
    private boolean step() {
        context.jdbc()
                .sql("update resource_reading set wanted_since = ? where resource_id = ? and wanted_since is null")
                .params(
                        Timestamp.from(context.clock().instant()),
                        find("{api}").id().value())
                .update();
        return one.steps.step(application, false);
    }

    private boolean isFullRunning() {
        return one.states.find(FakeApplication.NAME).orElseThrow().fullRunning;
    }

    private long readingsOfTheWanted() {
        return application.asked.stream().filter("of {api}"::equals).count();
    }

    @Test
    void aFullDiscoveryComesToItsEnd() {
        one.readAll();
        context.clock().advance(Duration.ofSeconds(1));
        one.discoveries.begin(FakeApplication.NAME, "root");
        one.take();
        application.asked.clear();

        int steps = 0;
        while (isFullRunning() && steps < 100) {
            step();
            steps++;
        }

        assertThat(isFullRunning()).isFalse();
        assertThat(application.asked).contains("WORKSPACE", "PROJECT", "REPOSITORY", "GROUP", "accounts", "of devs");
        assertThat(readingsOfTheWanted()).isBetween(steps / 3L, steps / 2L + 1);
    }

    @Test
    void theListsAreReadWhenTheyAreDue() {
        one.readAll();
        one.take();
        application.have(
                "PROJECT",
                resource(ResourceKind.PROJECT, "{pay}", "fake/PAY", ResourceKind.WORKSPACE, "{ws}"),
                resource(ResourceKind.PROJECT, "{new}", "fake/NEW", ResourceKind.WORKSPACE, "{ws}"));
        context.clock().advance(Duration.ofMinutes(16));
        one.take();
        application.asked.clear();

        for (int i = 0; i < 30; i++) {
            step();
        }

        assertThat(find("{new}").available()).isTrue();
        assertThat(readingsOfTheWanted()).isGreaterThan(10);
    }

    @Test
    void thoseWhoseTurnItIsAreReadAmongThem() {
        one.readAll();
        application.asked.clear();
        for (int hour = 0; hour < 48; hour++) {
            context.clock().advance(Duration.ofHours(1));
            one.take();
            for (int i = 0; i < 40; i++) {
                step();
            }
        }

        assertThat(application.asked).contains("of {pay}", "of devs", "of {ws}");
    }

    @Test
    void whatNobodyElseNeedsIsNotHeldBackByATurn() {
        one.readAll();
        one.take();
        application.asked.clear();

        for (int i = 0; i < 5; i++) {
            assertThat(step()).isTrue();
        }

        assertThat(readingsOfTheWanted()).isGreaterThanOrEqualTo(4);
    }
}
