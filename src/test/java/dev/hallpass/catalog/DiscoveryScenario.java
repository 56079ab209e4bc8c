package dev.hallpass.catalog;

import dev.hallpass.DomainContext;
import dev.hallpass.connector.DiscoveredAccount;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real database, and an application that a test fills and has read. */
abstract class DiscoveryScenario {

    @SuppressWarnings("NullAway.Init") // before all tests
    static DomainContext context;

    final FakeApplication application = new FakeApplication();
    final List<Object> published = new ArrayList<>();
    DiscoveryInstance one = instance();

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void anApplicationWithOneRepository() {
        context.jdbc().sql("""
            delete from discovery where application = 'fake'; delete from webhook_delivery; delete from told_resource;
            delete from observed_account where application = 'fake';
            update resource set parent_id = null where application = 'fake'; delete from resource where application = 'fake'
            """).update();
        application.have("WORKSPACE", resource(ResourceKind.WORKSPACE, "{ws}", "fake", null, null));
        application.have(
                "PROJECT", resource(ResourceKind.PROJECT, "{pay}", "fake/PAY", ResourceKind.WORKSPACE, "{ws}"));
        application.have(
                "REPOSITORY", resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{pay}"));
        application.have("GROUP", resource(ResourceKind.GROUP, "devs", "devs", ResourceKind.WORKSPACE, "{ws}"));
        application.have("accounts", account("ada"), account("bob"), account("cy"));
        application.have("of devs", new DiscoveredMember("ada"), new DiscoveredMember("bob"));
        application.have("of {pay}", new DiscoveredPermission(HolderKind.GROUP, "devs", "Developers", "create-repo"));
        application.have("of {api}", new DiscoveredPermission(HolderKind.ACCOUNT, "ada", "Ada", "read"));
    }

    static DiscoveredResource resource(
            ResourceKind kind, String id, String path, @Nullable ResourceKind above, @Nullable String aboveId) {
        return new DiscoveredResource(kind, id, path, path, above, aboveId);
    }

    static DiscoveredAccount account(String id) {
        return new DiscoveredAccount(id, id, null, true);
    }

    /** Another process. */
    DiscoveryInstance instance() {
        return new DiscoveryInstance(context, application, published);
    }

    Resource find(String externalId) {
        UUID id = context.jdbc()
                .sql("select id from resource where application = 'fake' and external_id = ?")
                .param(externalId)
                .query(UUID.class)
                .single();
        return one.catalog.require(new ResourceId(id));
    }

    void later(Duration time) {
        context.clock().advance(time);
        published.clear();
        application.asked.clear();
        one.readAll();
    }

    void anew() {
        context.clock().advance(Duration.ofMinutes(1));
        published.clear();
        application.asked.clear();
        one.discoveries.begin(FakeApplication.NAME, "root");
        one.readAll();
    }
}
