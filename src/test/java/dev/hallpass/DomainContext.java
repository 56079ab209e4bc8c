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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The modules below the process, with a real PostgreSQL and the Bitbucket stand-in over HTTP, but no engine, no web and
 * no scheduler: what happens regularly happens when a test says so, and time stands until a test moves it.
 */
public final class DomainContext implements AutoCloseable {

    private final TestDatabase database = TestDatabase.fresh();
    private final BitbucketStandIn bitbucket = BitbucketStandIn.start(
            new BitbucketStandInSettings(0, null, DomainApplication.RESOURCES.resolve("bitbucket-seed.json")));
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
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.putAll(others);
        return DomainApplication.start(database.dataSource(), bitbucket.baseUrl(), clock, all);
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
}
