package dev.hallpass.embedded.postgres;

import dev.hallpass.embedded.EmbeddedSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts PostgreSQL inside Hallpass; Spring Boot's data source and Flyway take the address from here. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("hallpass.embedded.enabled")
@ConditionalOnBooleanProperty(name = "hallpass.embedded.postgres", matchIfMissing = true)
class PostgresConfiguration {

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(EmbeddedSettings settings) {
        return EmbeddedDatabase.start(settings.dataFolder().resolve("postgres"), settings.postgresPort());
    }

    /** The data source is made from this bean, so it is closed before the database. */
    @Bean
    JdbcConnectionDetails embeddedConnectionDetails(EmbeddedDatabase database) {
        return new EmbeddedConnectionDetails(database);
    }

    private record EmbeddedConnectionDetails(EmbeddedDatabase database) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return database.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return EmbeddedDatabase.USER;
        }

        @Override
        public String getPassword() {
            return EmbeddedDatabase.PASSWORD;
        }
    }
}
