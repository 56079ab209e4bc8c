package dev.hallpass.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The chaos run in small, so that each build proves that it runs and that nothing is wrong; {@link ChaosRun} is the long one. */
class ChaosIT {

    @Test
    void nobodyHoldsAnythingElseThanTheModelSays() throws InterruptedException {
        assertThat(ChaosRun.run(ChaosSettings.of(20261124, 40, 1, Path.of("target", "chaos"))))
                .as("target/chaos/seed-20261124/report.txt tells what was wrong")
                .isTrue();
    }
}
