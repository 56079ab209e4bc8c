package dev.hallpass;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * An empty, migrated database of its own for a test. One PostgreSQL server serves the whole JVM, in a temporary folder
 * that goes with it; each database is a copy of a template that was migrated once.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "hallpass_template";
    private static final String USER = "postgres";
    private static final int CONNECTIONS = 20;
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;
    private final HikariDataSource dataSource;

    private TestDatabase(String name) {
        this.name = name;
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(jdbcUrl());
        dataSource.setUsername(username());
        dataSource.setPassword(password());
        dataSource.setMaximumPoolSize(CONNECTIONS);
        dataSource.setMinimumIdle(0);
        dataSource.setIdleTimeout(10_000);
        dataSource.setPoolName(name);
    }

    /** A new database with all tables and no rows but those of the migrations. */
    public static TestDatabase fresh() {
        String name = "hallpass_" + COUNTER.incrementAndGet();
        execute("create database %s template %s strategy wal_log".formatted(name, TEMPLATE));
        return new TestDatabase(name);
    }

    /** Where it is, for {@code spring.datasource.url}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(Server.RUNNING.getPort(), name);
    }

    /** For {@code spring.datasource.username}. */
    public String username() {
        return USER;
    }

    /** For {@code spring.datasource.password}. */
    public String password() {
        return USER;
    }

    /** A pool of at most 20 connections that opens them as they are needed. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Drops the database, whoever is still connected. */
    @Override
    public void close() {
        dataSource.close();
        execute("drop database if exists %s with (force)".formatted(name));
    }

    private static void execute(String sql) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Started when first needed; its shutdown hook ends it and deletes the folder. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .start();
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("create database " + TEMPLATE);
                }
                Flyway.configure()
                        .dataSource(server.getDatabase(USER, TEMPLATE))
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
