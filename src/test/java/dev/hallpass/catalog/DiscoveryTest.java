package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hallpass.DomainContext;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Connectors;
import dev.hallpass.connector.DiscoveredAccount;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.WebhookDelivery;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Reading an application, with a real database and an application that a test fills. */
class DiscoveryTest {

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    private final FakeApplication application = new FakeApplication();
    private final List<Object> published = new ArrayList<>();
    private Instance one = new Instance();

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

    private static DiscoveredResource resource(
            ResourceKind kind, String id, String path, @Nullable ResourceKind above, @Nullable String aboveId) {
        return new DiscoveredResource(kind, id, path, path, above, aboveId);
    }

    private static DiscoveredAccount account(String id) {
        return new DiscoveredAccount(id, id, null, true);
    }

    /** What one process has in memory. */
    private final class Instance {
        private final JdbcClient jdbc = context.jdbc();
        private final Connectors connectors = new Connectors(List.of(application), Map.of());
        private final DiscoveryStates states = new DiscoveryStates(jdbc, context.clock());
        private final Catalog catalog = new Catalog(jdbc);
        private final CatalogReading reading = new CatalogReading(jdbc, context.clock());
        private final Discoveries discoveries;
        private final CatalogDiscovery discovery;
        private final ObservedAccess access = new ObservedAccess(
                catalog, new ObservedRows(jdbc), new ReachedResources(jdbc), new ObservedAccounts(jdbc), connectors);

        private Instance() {
            CatalogSettings settings = new CatalogSettings(
                    null,
                    Duration.ofMinutes(15),
                    Sensitivity.INTERNAL,
                    Duration.ofSeconds(20),
                    Duration.ofDays(1),
                    Duration.ofHours(1));
            var transactions = context.bean(PlatformTransactionManager.class);
            AuditTrail audit = context.bean(AuditTrail.class);
            JdbcClient inside = context.bean(JdbcClient.class);
            ApplicationEventPublisher events = published::add;
            DiscoveryStates inTransaction = new DiscoveryStates(inside, context.clock());
            DiscoveryMetrics metrics = new DiscoveryMetrics(context.bean(MeterRegistry.class));
            DiscoveryPauses pauses = new DiscoveryPauses(context.clock(), metrics);
            FoundResources resources = new FoundResources(settings, inside, audit, events);
            ReadingOrder order = new ReadingOrder(
                    inside,
                    settings,
                    new StaticListableBeanFactory().getBeanProvider(WatchedResources.class),
                    context.clock());
            ListSteps lists = new ListSteps(
                    inTransaction,
                    resources,
                    new FoundAccounts(inside),
                    pauses,
                    metrics,
                    settings,
                    audit,
                    transactions,
                    context.clock());
            ReadingSteps readings = new ReadingSteps(
                    catalog,
                    inTransaction,
                    new PermissionReadings(inside, events),
                    resources,
                    order,
                    pauses,
                    metrics,
                    transactions,
                    context.clock());
            ToldSteps told = new ToldSteps(
                    inTransaction,
                    new ToldResources(inside, context.clock()),
                    resources,
                    new CatalogReading(inside, context.clock()),
                    pauses,
                    metrics,
                    transactions,
                    context.clock());
            discoveries = new Discoveries(
                    connectors,
                    inTransaction,
                    new ProgressReport(states, jdbc, context.clock()),
                    new ToldResources(inside, context.clock()),
                    audit,
                    transactions,
                    context.clock());
            discovery = new CatalogDiscovery(
                    connectors,
                    settings,
                    inTransaction,
                    new DiscoverySteps(inTransaction, told, lists, readings, order, transactions, context.clock()),
                    discoveries);
        }

        private void readAll() {
            discovery.resume();
            discovery.discoverFully();
        }

        private DiscoveryProgress progress() {
            return discoveries.of(FakeApplication.NAME).orElseThrow();
        }
    }

    private Resource find(String externalId) {
        UUID id = context.jdbc()
                .sql("select id from resource where application = 'fake' and external_id = ?")
                .param(externalId)
                .query(UUID.class)
                .single();
        return one.catalog.require(new ResourceId(id));
    }

    private void later(Duration time) {
        context.clock().advance(time);
        published.clear();
        application.asked.clear();
        one.readAll();
    }

    private void anew() {
        context.clock().advance(Duration.ofMinutes(1));
        published.clear();
        application.asked.clear();
        one.discoveries.begin(FakeApplication.NAME, "root");
        one.readAll();
    }

    @Test
    void everyPathToARoleIsTold() {
        application.have("of {ws}", new DiscoveredPermission(HolderKind.ACCOUNT, "cy", "Cy", "owner"));
        one.readAll();

        assertThat(one.access.of(find("{api}"), "ada").role()).isEqualTo("write");
        assertThat(one.access.of(find("{api}"), "ada").paths())
                .extracting(AccessPath::kind)
                .containsExactly(PathKind.PROJECT_GROUP, PathKind.OWN);
        assertThat(one.access.onResource(find("{api}").id(), null, 2))
                .extracting(AccountAccess::account)
                .containsExactly("ada", "bob");
        assertThat(one.access.onResource(find("{api}").id(), "bob", 2))
                .extracting(AccountAccess::account, AccountAccess::role)
                .containsExactly(tuple("cy", "admin"));
        assertThat(one.access.ofAccount(FakeApplication.NAME, "bob", null, 10))
                .extracting(found -> found.resource().externalId(), ResourceAccess::role)
                .containsExactlyInAnyOrder(
                        tuple("{pay}", "create-repo"), tuple("{api}", "write"), tuple("devs", "member"));
        assertThat(one.access.isMember(FakeApplication.NAME, "ada")).isTrue();
        assertThat(one.access.isMember(FakeApplication.NAME, "nobody")).isFalse();
        assertThat(one.progress().phase()).isEqualTo(DiscoveryPhase.WATCHING);
        assertThat(one.progress().completedAt()).isNotNull();
    }

    @Test
    void whateverPageAProcessDiesAtTheNextOneGoesOnThere() {
        one.readAll();
        int whole = application.asked.size();
        for (int calls = 0; calls < whole; calls++) {
            anApplicationWithOneRepository();
            application.asked.clear();
            one = new Instance();
            application.dieAfter = calls;
            one.discovery.resume();
            Instance killed = one;
            assertThatThrownBy(killed.discovery::discoverFully).hasMessage("killed");
            application.dieAfter = Integer.MAX_VALUE;
            context.clock().advance(DiscoveryStates.LEASE);
            one = new Instance();
            one.readAll();

            assertThat(application.asked)
                    .as("killed after %d calls", calls)
                    .hasSize(whole)
                    .doesNotHaveDuplicates();
            assertThat(one.progress().resourcesRead()).isEqualTo(4);
        }
    }

    @Test
    void aRenamedAndMovedResourceStaysTheSame() {
        one.readAll();
        Resource before = find("{api}");
        application.have(
                "PROJECT",
                resource(ResourceKind.PROJECT, "{pay}", "fake/PAY", ResourceKind.WORKSPACE, "{ws}"),
                resource(ResourceKind.PROJECT, "{web}", "fake/WEB", ResourceKind.WORKSPACE, "{ws}"));
        application.have(
                "REPOSITORY", resource(ResourceKind.REPOSITORY, "{api}", "fake/new", ResourceKind.PROJECT, "{web}"));
        later(Duration.ofMinutes(15));

        Resource after = find("{api}");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.path()).isEqualTo("fake/new");
        assertThat(after.parent()).isEqualTo(find("{web}").id());
        assertThat(one.access.of(after, "bob").role()).isNull();
    }

    @Test
    void whatIsMissingIsGoneOnlyWithProofAndMayReturn() {
        application.have(
                "REPOSITORY",
                resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{pay}"),
                resource(ResourceKind.REPOSITORY, "{web}", "fake/web", ResourceKind.PROJECT, "{pay}"));
        one.readAll();
        application.have(
                "REPOSITORY", resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{pay}"));
        later(Duration.ofMinutes(15));
        assertThat(find("{web}").available()).isTrue();

        application.presence.put("{web}", Presence.GONE);
        later(Duration.ofMinutes(15));
        assertThat(find("{web}").available()).isFalse();
        assertThat(published).contains(new ResourceVanished(find("{web}").id()));

        application.have(
                "REPOSITORY",
                resource(ResourceKind.REPOSITORY, "{api}", "fake/api", ResourceKind.PROJECT, "{pay}"),
                resource(ResourceKind.REPOSITORY, "{web}", "fake/web", ResourceKind.PROJECT, "{pay}"));
        later(Duration.ofMinutes(15));
        assertThat(find("{web}").available()).isTrue();
        assertThat(application.asked).contains("of {web}");
    }

    @Test
    void rightsThatWereLostTakeNothingAway() {
        one.readAll();
        application.have("REPOSITORY");
        application.presence.put("{api}", Presence.GONE);
        application.refusals.put("GROUP", new ConnectorException.Forbidden("no groups"));
        application.refusals.put("of {pay}", new ConnectorException.Forbidden("no permissions"));
        anew();

        assertThat(find("{api}").available()).isTrue();
        assertThat(find("devs").available()).isTrue();
        assertThat(application.asked).doesNotContain("presence {api}", "presence devs");
        assertThat(one.access.of(find("{api}"), "bob").role()).isEqualTo("write");
        assertThat(one.progress().unreadable()).isEqualTo(1);
    }

    @Test
    void whatChangedBetweenTwoReadingsIsPublished() {
        one.readAll();
        assertThat(published)
                .filteredOn(PermissionsRead.class::isInstance)
                .allSatisfy(
                        event -> assertThat(((PermissionsRead) event).first()).isTrue());
        application.have("of devs", new DiscoveredMember("bob"), new DiscoveredMember("cy"));
        application.have("of {api}", new DiscoveredPermission(HolderKind.ACCOUNT, "ada", "Ada", "admin"));
        anew();

        assertThat(differences("devs"))
                .containsExactly(
                        new PermissionDifference(HolderKind.ACCOUNT, "ada", "member", null),
                        new PermissionDifference(HolderKind.ACCOUNT, "cy", null, "member"));
        assertThat(differences("{api}"))
                .containsExactly(new PermissionDifference(HolderKind.ACCOUNT, "ada", "read", "admin"));
        assertThat(differences("{pay}")).isEmpty();
        assertThat(one.access.of(find("{api}"), "cy").role()).isEqualTo("write");
    }

    private List<PermissionDifference> differences(String externalId) {
        ResourceId id = find(externalId).id();
        return published.stream()
                .filter(event ->
                        event instanceof PermissionsRead read && read.resource().equals(id))
                .flatMap(event -> ((PermissionsRead) event).differences().stream())
                .toList();
    }

    @Test
    void aUsedUpBudgetPausesUntilACallIsFree() {
        application.refusals.put("of {api}", new ConnectorException.RateLimited("used up", Duration.ofMinutes(7)));
        one.readAll();
        assertThat(one.progress().pausedUntil())
                .isEqualTo(context.clock().instant().plus(Duration.ofMinutes(7)));
        assertThat(one.progress().timeLeft()).isPositive();
        application.refusals.clear();
        later(Duration.ofMinutes(6));
        assertThat(application.asked).isEmpty();

        later(Duration.ofMinutes(1));
        assertThat(application.asked).containsExactly("of {api}");
        assertThat(one.progress().phase()).isEqualTo(DiscoveryPhase.WATCHING);
    }

    @Test
    void oneInstanceAtATimeReads() {
        one.states.take(FakeApplication.NAME);
        Instance other = new Instance();
        other.readAll();
        assertThat(application.asked).isEmpty();

        one.states.release(FakeApplication.NAME);
        other.readAll();
        assertThat(application.asked).isNotEmpty();
    }

    @Test
    void aSignedDeliveryHasItsResourceReadFirst() {
        one.readAll();
        assertThatThrownBy(() -> one.discoveries.told(FakeApplication.NAME, new WebhookDelivery(Map.of(), new byte[0])))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
        later(Duration.ZERO);
        assertThat(application.asked).isEmpty();

        application.have(
                "itself {api}", resource(ResourceKind.REPOSITORY, "{api}", "fake/new", ResourceKind.PROJECT, "{pay}"));
        WebhookDelivery delivery = new WebhookDelivery(Map.of("Signature", "x"), new byte[0]);
        one.discoveries.told(FakeApplication.NAME, delivery);
        later(Duration.ZERO);
        assertThat(application.asked).containsExactly("itself {api}", "of {api}");
        assertThat(find("{api}").path()).isEqualTo("fake/new");

        one.discoveries.told(FakeApplication.NAME, delivery);
        later(Duration.ZERO);
        assertThat(application.asked).as("the same delivery once more").isEmpty();
        later(Duration.ofMinutes(6));
        assertThat(application.asked)
                .as("the lists are read in their time only")
                .isEmpty();
    }
}
