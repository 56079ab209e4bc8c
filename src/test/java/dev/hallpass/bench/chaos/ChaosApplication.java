package dev.hallpass.bench.chaos;

import dev.hallpass.HallpassApplication;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** Hallpass as it is, but for its clock: that is the one in the file of the system property {@code chaos.clock}. */
public final class ChaosApplication {

    private ChaosApplication() {}

    /** Starts it with Spring's arguments. */
    public static void main(String[] arguments) {
        ShiftedClock clock = ShiftedClock.in(Path.of(System.getProperty("chaos.clock")));
        new SpringApplicationBuilder(HallpassApplication.class)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean("clock", Clock.class, () -> clock))
                .run(arguments);
    }
}
