package dev.hallpass.embedded.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    @Test
    void nothingIsLostWhenTheProcessIsKilled() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BitbucketStandInProgram.class.getName(),
                        "--port=0",
                        "--folder=" + folder)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            assertThat(line).startsWith("The Bitbucket stand-in answers at ");
            StandInControl control = new StandInControl(URI.create(line.substring(line.lastIndexOf(' ') + 1)));
            control.setPermission("payments-api", "557058:ken", "write");
            control.setPermission("payments-api", "557058:ada", "none");
            control.renameRepository("web-shop", "shop");
            control.deleteUser("557058:linus");
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (BitbucketStandIn again = start()) {
            StandInControl control = new StandInControl(again.baseUrl());
            assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("write");
            assertThat(control.explicit("payments-api", "557058:ada")).isEqualTo("none");
            assertThat(control.effective("shop", "557058:ken")).isEqualTo("read");
            assertThat(control.state().path("users").findValuesAsString("accountId"))
                    .doesNotContain("557058:linus");
        }
    }

    @Test
    void aLastLineThatWasNotWrittenToItsEndIsCutOff() throws IOException {
        change("557058:ken", "write");
        Files.writeString(file(), "{\"change\":\"permission-s", StandardOpenOption.APPEND);

        change("557058:alan", "read");

        assertThat(Files.readAllLines(file())).hasSize(2);
        try (BitbucketStandIn again = start()) {
            StandInControl control = new StandInControl(again.baseUrl());
            assertThat(control.explicit("payments-api", "557058:ken")).isEqualTo("write");
            assertThat(control.explicit("payments-api", "557058:alan")).isEqualTo("read");
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsNotPassedOver() throws IOException {
        change("557058:ken", "write");
        Files.writeString(file(), "nonsense\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("line 2 is damaged");
    }

    @Test
    void changesAtTheSameInstantAreAllKept() {
        List<String> repositories = List.of("payments-api", "payments-ledger", "web-shop", "mobile-app", "build-tools");
        List<String> users = List.of("557058:ada", "557058:ken", "557058:alan", "557058:margaret", "557058:barbara");
        String before;
        try (BitbucketStandIn standIn = start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            StandInControl control = new StandInControl(standIn.baseUrl());
            List<Future<?>> changes = new ArrayList<>();
            for (String repository : repositories) {
                for (String user : users) {
                    changes.add(threads.submit(() -> control.setPermission(repository, user, "read")));
                    changes.add(threads.submit(() -> control.setPermission(repository, user, "write")));
                }
            }
            assertThat(changes)
                    .allSatisfy(change ->
                            assertThat(change.get(30, TimeUnit.SECONDS)).isNull());
            before = control.state().path("repositories").toString();
        }

        try (BitbucketStandIn again = start()) {
            assertThat(new StandInControl(again.baseUrl())
                            .state()
                            .path("repositories")
                            .toString())
                    .isEqualTo(before);
        }
    }

    @Test
    void aResetIsKeptToo() {
        try (BitbucketStandIn standIn = start()) {
            StandInControl control = new StandInControl(standIn.baseUrl());
            control.setPermission("payments-api", "557058:ken", "write");
            control.reset();
        }

        try (BitbucketStandIn again = start()) {
            assertThat(new StandInControl(again.baseUrl()).explicit("payments-api", "557058:ken"))
                    .isEqualTo("none");
        }
    }

    @Test
    void aJournalBelongsToOneStandInAtATime() {
        try (BitbucketStandIn first = start()) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(this::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (BitbucketStandIn first = start()) {
            assertThatThrownBy(() -> BitbucketStandIn.start(BitbucketStandInSettings.demo(first.port(), null)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(first.port()));
        }
    }

    private void change(String user, String permission) {
        try (BitbucketStandIn standIn = start()) {
            new StandInControl(standIn.baseUrl()).setPermission("payments-api", user, permission);
        }
    }

    private BitbucketStandIn start() {
        return BitbucketStandIn.start(BitbucketStandInSettings.demo(0, file()));
    }

    private Path file() {
        return folder.resolve("bitbucket-changes.jsonl");
    }
}
