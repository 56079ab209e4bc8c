package dev.hallpass.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.AcmeFiles;
import dev.hallpass.HallpassStack;
import dev.hallpass.HallpassTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is taken out of the directory while Hallpass runs. */
class LeaverTest extends HallpassTest {

    private static final String LEAVER = "dev1";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // at the beginning of the test
    private HallpassStack own;

    @Override
    protected HallpassStack stack() {
        return own;
    }

    @AfterEach
    void stop() {
        own.close();
    }

    @Test
    void whoIsTakenOutOfTheDirectoryLosesAllOfIt() throws IOException {
        Path directory = AcmeFiles.writeDirectory(folder);
        own = HallpassStack.start(Map.of(
                "hallpass.identity.directory", directory.toUri(), "hallpass.identity.reload-interval", "PT0.2S"));
        List<String> repositories =
                IntStream.rangeClosed(1, 8).mapToObj(i -> "service-" + i).toList();
        List<String> granted = repositories.stream()
                .map(repository -> granted(LEAVER, repository, "write", "PT1H"))
                .toList();
        String waiting = ask(LEAVER, "service-9", "write", "PT1H");
        awaitStep(waiting, 0);

        Files.write(
                directory,
                Files.readAllLines(directory).stream()
                        .filter(line -> !line.contains("{id: %s,".formatted(LEAVER)))
                        .toList());
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().plus(1, ChronoUnit.MINUTES)));

        granted.forEach(request -> awaitState(request, "ENDED"));
        awaitState(waiting, "CANCELLED");
        assertThat(granted)
                .allSatisfy(request ->
                        assertThat(look(request).path("endReason").asString()).isEqualTo("LEAVER"));
        assertThat(repositories)
                .allSatisfy(repository ->
                        assertThat(bitbucket().permission(LEAVER, repository)).isEqualTo("none"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(database()
                                .sql("select count(*) from principal where leaving")
                                .query(Long.class)
                                .single())
                        .isZero());
    }
}
