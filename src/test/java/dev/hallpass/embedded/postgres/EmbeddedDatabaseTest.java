package dev.hallpass.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedDatabaseTest {

    @TempDir
    Path temporary;

    @Test
    void rowsAreThereAfterARestart() throws SQLException {
        // given
        Path folder = temporary.resolve("postgres");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            execute(database, "create table note (text varchar)");
            execute(database, "insert into note values ('kept')");
        }

        // when
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {

            // then
            assertThat(column(database, "select text from note")).containsExactly("kept");
        }
        assertThat(folder.resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void commitsAreWrittenToTheDiskBeforeTheyAreAnswered() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(temporary.resolve("postgres"), 0)) {
            assertThat(column(database, "show fsync")).containsExactly("on");
            assertThat(column(database, "show synchronous_commit")).containsExactly("on");
            assertThat(column(database, "show shared_buffers")).containsExactly("256MB");
            assertThat(column(database, "show max_connections")).containsExactly("100");
            assertThat(column(database, "show server_version_num").getFirst()).startsWith("18");
        }
    }

    @Test
    void aServerLeftRunningByAKilledJvmIsTakenOver() throws Exception {
        // given
        Path folder = temporary.resolve("postgres");
        Process jvm = startedJvm(folder);
        ProcessHandle orphan = ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid"))
                        .getFirst()
                        .strip()))
                .orElseThrow();
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(orphan.isAlive()).as("the server outlives the JVM").isTrue();

        // when
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {

            // then
            assertThat(column(database, "select text from note")).containsExactly("committed");
            assertThat(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst())
                    .isNotEqualTo(Long.toString(orphan.pid()));
        }
    }

    @Test
    void aPidFileThatNamesAProcessOfSomebodyElseDoesNoHarm() throws Exception {
        // given
        Path folder = temporary.resolve("postgres");
        EmbeddedDatabase.start(folder, 0).close();
        ProcessHandle somebodyElse = ProcessHandle.current();
        Files.writeString(folder.resolve("postmaster.pid"), somebodyElse.pid() + "\n" + folder + "\n");

        // when
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {

            // then
            assertThat(column(database, "select 1")).containsExactly("1");
        }
        assertThat(somebodyElse.isAlive()).isTrue();
    }

    @Test
    void theFolderOfARunningServerIsNotTaken() throws SQLException {
        Path folder = temporary.resolve("postgres");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another Hallpass is running");
            assertThat(column(database, "select 1")).containsExactly("1");
        }
    }

    @Test
    void anInterruptedFirstStartIsBegunAnew() throws Exception {
        // given
        Path folder = Files.createDirectories(temporary.resolve("postgres"));
        Files.writeString(folder.resolve("PG_VERSION"), "18\n");
        Files.writeString(folder.resolve("postgresql.conf"), "");

        // when
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {

            // then
            assertThat(column(database, "select 1")).containsExactly("1");
        }
    }

    private static Process startedJvm(Path folder) throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseThatIsKilled.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = jvm.inputReader();
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            line = output.readLine();
        }
        assertThat(line).as("the JVM says that it is ready").isEqualTo("ready");
        return jvm;
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Connection connection(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
    }
}
