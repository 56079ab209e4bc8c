package dev.hallpass.acceptance;

import dev.hallpass.HallpassStack;
import dev.hallpass.containers.ContainerBackEnd;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The main job again, with Camunda's own broker and its permissions, and PostgreSQL's own image. */
@Tag("containers")
class MainJobInContainersTest extends MainJobTest {

    private static @Nullable ContainerBackEnd backEnd;
    private static @Nullable HallpassStack own;

    @BeforeAll
    static void startContainers() {
        backEnd = ContainerBackEnd.start();
        own = HallpassStack.start(backEnd.settings());
    }

    @AfterAll
    static void stopContainers() {
        if (own != null) {
            own.close();
        }
        if (backEnd != null) {
            backEnd.close();
        }
    }

    @Override
    protected HallpassStack stack() {
        if (own == null) {
            throw new IllegalStateException("The containers are not running");
        }
        return own;
    }

    @Override
    protected JdbcClient database() {
        if (backEnd == null) {
            throw new IllegalStateException("The containers are not running");
        }
        Map<String, Object> settings = backEnd.settings();
        return JdbcClient.create(new DriverManagerDataSource(
                String.valueOf(settings.get("spring.datasource.url")),
                String.valueOf(settings.get("spring.datasource.username")),
                String.valueOf(settings.get("spring.datasource.password"))));
    }
}
