package dev.hallpass.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.DomainContext;
import dev.hallpass.audit.AuditTrail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The directory file is changed while Hallpass runs. */
class DirectoryReloadTest {

    private static final String TWO_OF_THREE = """
        people:
          - {id: ada, name: Ada}
          - {id: alan, name: Alan}
        """;
    private static final String EVERYBODY = TWO_OF_THREE + "  - {id: ken, name: Ken}\n";

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @TempDir
    @SuppressWarnings("NullAway.Init") // before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private DirectoryImport directory;

    private Instant written = Instant.parse("2026-11-24T10:00:00Z");

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void startWithEverybody() throws IOException {
        write(EVERYBODY);
        directory = importOf(new FileSystemResource(file()));
        directory.start();
    }

    private static DirectoryImport importOf(Resource file) {
        return new DirectoryImport(
                new DirectorySettings(file, Duration.ofSeconds(10), true),
                context.bean(JdbcClient.class),
                context.bean(AuditTrail.class),
                context.bean(PlatformTransactionManager.class));
    }

    private Path file() {
        return folder.resolve("directory.yaml");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        written = written.plusSeconds(1);
        Files.setLastModifiedTime(file(), FileTime.from(written));
    }

    private boolean leaves(String person) {
        return context.bean(Principals.class).leaving().contains(new PrincipalId(person));
    }

    @Test
    void whoIsNotWrittenYetIsNoLeaver() throws IOException {
        write(TWO_OF_THREE);
        directory.reload();
        assertThat(leaves("ken")).isFalse();

        write(EVERYBODY + "  - {id: linus, name: Linus}\n");
        directory.reload();
        directory.reload();

        assertThat(leaves("ken")).isFalse();
        assertThat(context.person("ken").active()).isTrue();
        assertThat(context.person("linus").active()).isTrue();
    }

    @Test
    void whoIsNotWrittenYetIsNoLeaverIfWritingBeginsWhileTheFileIsRead() throws IOException {
        AtomicBoolean overwritten = new AtomicBoolean();
        directory = importOf(new FileSystemResource(file()) {
            @Override
            public InputStream getInputStream() throws IOException {
                if (overwritten.get()) {
                    write(TWO_OF_THREE);
                }
                return super.getInputStream();
            }
        });
        directory.start();
        write(EVERYBODY + "  - {id: linus, name: Linus}\n");
        overwritten.set(true);

        directory.reload();
        directory.reload();

        assertThat(leaves("ken")).isFalse();

        overwritten.set(false);
        write(EVERYBODY.replace("name: Ken", "name: Ken Thompson"));
        directory.reload();
        directory.reload();

        assertThat(context.person("ken").displayName()).isEqualTo("Ken Thompson");
    }

    @Test
    void whoIsNotInTheFileAtTheSecondLookEitherLeaves() throws IOException {
        write(TWO_OF_THREE);

        directory.reload();
        directory.reload();

        assertThat(leaves("ken")).isTrue();
    }

    @Test
    void whatIsNoYamlChangesNothingAndTheNextFileIsTakenIn() throws IOException {
        write("people: [ {id: ada, name: ");
        directory.reload();
        directory.reload();
        assertThat(context.person("ken").active()).isTrue();

        write(EVERYBODY.replace("name: Ada", "name: Ada Lovelace"));
        directory.reload();
        directory.reload();

        assertThat(context.person("ada").displayName()).isEqualTo("Ada Lovelace");
    }

    @Test
    void aFileThatIsMissingForAWhileChangesNothing() throws IOException {
        Files.delete(file());

        directory.reload();
        directory.reload();

        assertThat(context.person("ken").active()).isTrue();
        assertThat(leaves("ken")).isFalse();
    }
}
