package dev.hallpass;

import dev.hallpass.access.Grant;
import dev.hallpass.access.Grants;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.catalog.DiscoveryRun;
import dev.hallpass.catalog.Resource;
import dev.hallpass.embedded.bitbucket.BitbucketStandIn;
import dev.hallpass.embedded.bitbucket.BitbucketStandInSettings;
import dev.hallpass.embedded.bitbucket.StandInControl;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestEvaluation;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestSubmission;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The modules below the process, with a real PostgreSQL and the Bitbucket stand-in over HTTP, but no engine, no web and
 * no scheduler: what happens regularly happens when a test says so, and time stands until a test moves it.
 */
public final class DomainContext implements AutoCloseable {

    private static final Path RESOURCES = Path.of("src/test/resources/domain");

    private final TestDatabase database = TestDatabase.fresh();
    private final BitbucketStandIn bitbucket =
            BitbucketStandIn.start(new BitbucketStandInSettings(0, null, RESOURCES.resolve("bitbucket-seed.json")));
    private final StandInControl control = new StandInControl(bitbucket.baseUrl());
    private final AdjustableClock clock = new AdjustableClock();
    private final Map<String, Object> settings;
    private ConfigurableApplicationContext application;

    private DomainContext(Map<String, Object> settings) {
        this.settings = settings;
        this.application = startApplication(Map.of());
        DiscoveryRun.of(application);
    }

    /** A new database, a new stand-in, and the modules on them, people loaded and repositories discovered. */
    public static DomainContext start() {
        return start(Map.of());
    }

    /** The same with settings on top of those of the tests. */
    public static DomainContext start(Map<String, Object> settings) {
        return new DomainContext(settings);
    }

    /** What a crash does, once nothing runs any more: all that was in memory is gone. */
    public void restart() {
        restart(Map.of());
    }

    /** The same with other settings from then on. */
    public void restart(Map<String, Object> others) {
        application.close();
        application = startApplication(others);
    }

    /** No requests, grants and commands any more; Bitbucket as it was at first and in good health. */
    public void clear() {
        // Requests and decisions refer to each other; truncating would take much longer.
        jdbc().sql("""
            set session_replication_role = replica;
            delete from process_outbox; delete from access_pair; delete from approval_decision;
            delete from approval_step; delete from drift_finding;
            delete from access_receipt; delete from access_grant;
            delete from access_request;
            delete from resource where application <> 'acme';
            reset session_replication_role
            """).update();
        control.reset();
    }

    private ConfigurableApplicationContext startApplication(Map<String, Object> others) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("spring.main.banner-mode", "off");
        all.put("spring.main.register-shutdown-hook", false);
        all.put("logging.level.root", "warn");
        all.put("logging.level.dev.hallpass", "off");
        all.put("hallpass.applications[0].name", "acme");
        all.put("hallpass.applications[0].base-url", bitbucket.baseUrl());
        all.put("hallpass.applications[0].workspace", "acme");
        all.put("hallpass.applications[0].email", "hallpass-bot@acme.example");
        all.put("hallpass.applications[0].token", "test-token");
        all.put("hallpass.applications[0].calls-per-hour", 10_000_000);
        all.put("hallpass.applications[0].max-attempts", 1);
        all.put("hallpass.applications[0].first-backoff", "10ms");
        all.put(
                "hallpass.identity.directory",
                RESOURCES.resolve("directory.yaml").toUri());
        all.put("hallpass.catalog.file", RESOURCES.resolve("catalog.yaml").toUri());
        all.put("hallpass.policy.shortest-duration", "PT1S");
        // What is changed by hand is believed at the first reading, unless a test is about that.
        all.put("hallpass.access.drift-confirmation", "PT0S");
        all.putAll(settings);
        all.putAll(others);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        return new SpringApplicationBuilder(Domain.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton("clock", clock);
                    beans.registerSingleton("dataSource", database.dataSource());
                    beans.registerSingleton("meters", new SimpleMeterRegistry());
                })
                .run(arguments.toArray(String[]::new));
    }

    /** A bean of the modules. */
    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** The application's own context. */
    public ConfigurableApplicationContext application() {
        return application;
    }

    /** Bitbucket's administrator, and its bad days. */
    public StandInControl bitbucket() {
        return control;
    }

    /** The clock of all modules. */
    public AdjustableClock clock() {
        return clock;
    }

    /** The database past the modules, as its superuser. */
    public JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }

    /** Connections to the database. */
    public DataSource dataSource() {
        return database.dataSource();
    }

    /** Does something in one transaction. */
    public <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(
                new TransactionTemplate(bean(PlatformTransactionManager.class)).execute(status -> work.get()));
    }

    /** The person. */
    public Principal person(String name) {
        return bean(Principals.class).require(new PrincipalId(name), "person");
    }

    /** The repository. */
    public Resource repository(String name) {
        return bean(Catalog.class).resolve(name, "resource");
    }

    /** A request as it would be stored. */
    public RequestSubmission submission(String person, String repository, String role, Duration duration) {
        return new RequestSubmission(
                person(person), person(person), repository(repository), role, duration, duration, "Fix payouts", null);
    }

    /** Somebody asks; nothing is decided yet. */
    public RequestId ask(String person, String repository, String role, Duration duration) {
        return bean(AccessRequests.class).submit(submission(person, repository, role, duration));
    }

    /** The policy's answer to a request, of the given kind. */
    public RequestEvaluation evaluation(RequestEvaluation.Outcome outcome) {
        return new RequestEvaluation(outcome, "tested-rule", "Because the test says so", "1", "{}", "{}");
    }

    /** Somebody asks, and the policy agrees. */
    public RequestId approved(String person, String repository, String role, Duration duration) {
        RequestId request = ask(person, repository, role, duration);
        inTransaction(
                () -> bean(AccessRequests.class).evaluated(request, evaluation(RequestEvaluation.Outcome.APPROVED)));
        return request;
    }

    /** Somebody asks, the policy agrees, and the access is there. */
    public Grant granted(String person, String repository, String role, Duration duration) {
        RequestId request = approved(person, repository, role, duration);
        bean(Grants.class).provision(request);
        return bean(Grants.class).ofRequest(request).orElseThrow();
    }

    /** The value of a gauge or counter. */
    public double metric(String name) {
        return bean(MeterRegistry.class)
                .get(name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    @Override
    public void close() {
        application.close();
        bitbucket.close();
        database.close();
    }

    /** The application's own configuration, without process and web. */
    // No @Configuration: the application, which scans its packages, would take it for its own.
    @ComponentScan({
        "dev.hallpass.audit",
        "dev.hallpass.identity",
        "dev.hallpass.connector",
        "dev.hallpass.catalog",
        "dev.hallpass.policy",
        "dev.hallpass.request",
        "dev.hallpass.approval",
        "dev.hallpass.access"
    })
    @ConfigurationPropertiesScan({
        "dev.hallpass.audit",
        "dev.hallpass.identity",
        "dev.hallpass.connector",
        "dev.hallpass.catalog",
        "dev.hallpass.policy",
        "dev.hallpass.request",
        "dev.hallpass.approval",
        "dev.hallpass.access"
    })
    @EntityScan({"dev.hallpass.request", "dev.hallpass.approval", "dev.hallpass.access"})
    @EnableJpaRepositories({"dev.hallpass.request", "dev.hallpass.approval", "dev.hallpass.access"})
    @ImportAutoConfiguration({
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    static class Domain {}
}
