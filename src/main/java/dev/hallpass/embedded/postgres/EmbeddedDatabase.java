package dev.hallpass.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL server whose data stay in a folder over restarts. It listens on this machine only and lets every
 * local user in: for trying and developing.
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "hallpass";
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    /** Written when the folder has been made completely; an interrupted making leaves a folder that cannot be used. */
    private static final String COMPLETE = "hallpass-complete";

    private final FolderLock lock;
    private final Path folder;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(FolderLock lock, Path folder, EmbeddedPostgres server) {
        this.lock = lock;
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts the server, or makes the folder first. A server that a killed JVM left running there is ended before.
     *
     * @param folder the data folder, used by nobody else
     * @param port 0 for any free one
     * @throws IllegalStateException if another Hallpass uses the folder, or the server does not start
     */
    static EmbeddedDatabase start(Path folder, int port) {
        try {
            Path parent =
                    Files.createDirectories(folder.toAbsolutePath().getParent()).toRealPath();
            Path data = parent.resolve(folder.getFileName());
            FolderLock lock = FolderLock.take(parent.resolve(folder.getFileName() + ".lock"));
            try {
                return new EmbeddedDatabase(lock, data, started(data, port));
            } catch (IOException | SQLException | RuntimeException e) {
                LeftoverServer.on(data).ifPresent(LeftoverServer::stop);
                lock.close();
                throw new IllegalStateException(
                        "PostgreSQL does not start on %s, see %s".formatted(data, logFile(data)), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres started(Path folder, int port) throws IOException, SQLException {
        LeftoverServer.on(folder).ifPresent(LeftoverServer::stop);
        Files.deleteIfExists(folder.resolve("epg-lock"));
        setAsideWhatIsIncomplete(folder);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                // Spring closes the server after its users; a hook of its own would end it before them.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LONGEST_START)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(logFile(folder).toFile()))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        if (port != 0) {
            builder.setPort(port);
        }
        EmbeddedPostgres server = builder.start();
        createDatabase(server);
        Files.writeString(folder.resolve(COMPLETE), "");
        log.info("PostgreSQL is ready on port {}, its data are in {}", server.getPort(), folder);
        return server;
    }

    private static void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("create database " + NAME);
            }
        }
    }

    private static void setAsideWhatIsIncomplete(Path folder) throws IOException {
        if (Files.exists(folder.resolve("PG_VERSION")) && !Files.exists(folder.resolve(COMPLETE))) {
            Path aside = folder.resolveSibling("%s-incomplete-%d"
                    .formatted(folder.getFileName(), ProcessHandle.current().pid()));
            log.warn("The making of {} was interrupted; what is there is moved to {}", folder, aside);
            Files.move(folder, aside);
        }
    }

    private static Path logFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    /** Where the database is. */
    String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), NAME);
    }

    /** Ends the server in an orderly way. */
    @Override
    public void close() {
        try {
            server.close();
            LeftoverServer.on(folder).ifPresent(LeftoverServer::stop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }
}
