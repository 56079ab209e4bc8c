package dev.hallpass.embedded.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A JVM of its own with a database, a row in it and an open transaction; it waits to be killed. */
final class DatabaseThatIsKilled {

    private DatabaseThatIsKilled() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0);
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (text varchar)");
            statement.execute("insert into note values ('committed')");
            connection.setAutoCommit(false);
            statement.execute("insert into note values ('not committed')");
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }
}
