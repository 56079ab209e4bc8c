package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.AdjustableClock;
import dev.hallpass.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The audit module alone, with the application's transactions. Each test has an empty database; nothing is sealed until
 * the test says so.
 */
abstract class AuditTest {

    static final UUID REQUEST = UUID.fromString("00000000-0000-7000-8000-00000000000a");
    static final UUID GRANT = UUID.fromString("00000000-0000-7000-8000-00000000000b");

    private static final List<String> TABLES = List.of("audit_event", "audit_seal", "audit_unsealed", "audit_head");

    private static final AdjustableClock CLOCK = new AdjustableClock();
    private static TestDatabase database;
    private static ConfigurableApplicationContext application;
    private static List<String> restoreTriggers;

    @BeforeAll
    static void startModule() {
        database = TestDatabase.fresh();
        application = new SpringApplicationBuilder(AuditModule.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("clock", CLOCK);
                    context.getBeanFactory().registerSingleton("dataSource", database.dataSource());
                })
                .run(
                        "--spring.main.banner-mode=off",
                        "--spring.main.register-shutdown-hook=false",
                        "--spring.jpa.hibernate.ddl-auto=none",
                        "--logging.level.root=warn");
        restoreTriggers = jdbc().sql("""
            select format('alter table %s enable %s trigger %I', tgrelid::regclass,
              case tgenabled when 'A' then 'always' else '' end, tgname)
            from pg_trigger where tgrelid::regclass::text = any (?::text[])
            """)
                .param(TABLES.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    @AfterAll
    static void stopModule() {
        application.close();
        database.close();
    }

    @BeforeEach
    void emptyTrail() {
        tamper(
                "truncate audit_event, audit_unsealed, audit_seal, audit_head restart identity",
                "insert into audit_head (position, hash) values (0, repeat('0', 64))");
    }

    static AdjustableClock clock() {
        return CLOCK;
    }

    static AuditTrail trail() {
        return application.getBean(AuditTrail.class);
    }

    static DataSource dataSource() {
        return database.dataSource();
    }

    static JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    static TransactionTemplate transaction() {
        return new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    }

    /** Records the events in one transaction. */
    static void record(AuditEvent... events) {
        transaction().executeWithoutResult(status -> List.of(events).forEach(trail()::record));
    }

    /** Records events of {@code actor-1}, {@code actor-2} and so on, each in a transaction, and seals them. */
    static void recordAndSeal(int count) {
        AuditContext.within(4711, "Provision", () -> {
            for (int number = 1; number <= count; number++) {
                record(event("actor-" + number));
            }
            return count;
        });
        trail().seal();
    }

    /** Something that has everything. */
    static AuditEvent event(String actor) {
        return AuditEvent.of(AuditEventType.GRANT_OPENED, actor)
                .forPrincipal("ada")
                .onResource("payments")
                .ofRequest(REQUEST)
                .ofGrant(GRANT)
                .under("3", "owner-approves-write")
                .with("role", "write");
    }

    /** The latest event. */
    static AuditRecord latest() {
        return trail().find(AuditQuery.all(), null, 1).items().getFirst();
    }

    /** Verifying names this place and fault. */
    static void assertBroken(long position, String fault) {
        AuditVerification result = trail().verify();
        assertThat(result.intact()).isFalse();
        assertThat(result.brokenAt()).isEqualTo(position);
        assertThat(result.fault()).isEqualTo(fault);
    }

    /** Does what only the owner of the database can: changes rows past all triggers. */
    static void tamper(String... statements) {
        List<String> all = new ArrayList<>();
        TABLES.forEach(table -> all.add("alter table %s disable trigger all".formatted(table)));
        all.addAll(List.of(statements));
        all.addAll(restoreTriggers);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : all) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The module and what of Spring Boot it needs. */
    // No @Configuration: the application, which scans its packages, would take it for its own.
    @ComponentScan("dev.hallpass.audit")
    @ImportAutoConfiguration({
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    static class AuditModule {}
}
