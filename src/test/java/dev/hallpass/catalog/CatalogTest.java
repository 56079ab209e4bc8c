package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.DomainContext;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding resources that were discovered through a real connector. */
class CatalogTest {

    /** The workspace, its project and its repositories. */
    private static final List<String> ALL = List.of(
            "Acme", "All", "docs-site", "payments-api", "payments-ledger", "scratch", "secrets-vault", "web-shop");

    @SuppressWarnings("NullAway.Init") // before all tests
    private static DomainContext context;

    @BeforeAll
    static void start() {
        context = DomainContext.start();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void asAtFirst() {
        context.clear();
        discover();
    }

    private static void discover() {
        context.clock().advance(Duration.ofMinutes(15));
        DiscoveryRun.of(context.application());
    }

    private static Catalog catalog() {
        return context.bean(Catalog.class);
    }

    private static List<String> search(@Nullable String text, @Nullable String tag, @Nullable String application) {
        return catalog().search(new CatalogQuery(text, tag, application, null, 100)).stream()
                .map(Resource::name)
                .sorted()
                .toList();
    }

    private static void assertUnresolved(String name, String detail) {
        assertThatThrownBy(() -> catalog().resolve(name, "entitlements[0].resource"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.field()).isEqualTo("entitlements[0].resource"))
                .hasMessageContaining(detail);
    }

    private static long discoveries() {
        return context.jdbc()
                .sql("select count(*) from audit_event where type = 'catalog.discovered'")
                .query(Long.class)
                .single();
    }

    @Test
    void whatTheFileSaysIsJoinedToWhatTheApplicationHas() {
        Resource payments = context.repository("payments-api");

        assertThat(payments.application()).isEqualTo("acme");
        assertThat(payments.path()).isEqualTo("acme/payments-api");
        assertThat(payments.sensitivity()).isEqualTo(Sensitivity.CONFIDENTIAL);
        assertThat(payments.owners()).containsExactlyInAnyOrder(new PrincipalId("grace"), new PrincipalId("alan"));
        assertThat(payments.maintainers()).containsExactly(new PrincipalId("ruth"));
        assertThat(payments.tags()).containsExactlyInAnyOrder("payments", "pci");
        assertThat(payments.roles()).containsExactly("read", "write", "admin");
        assertThat(payments.level("admin")).isEqualTo(3);
        assertThat(payments.level("owner")).isZero();
        Resource scratch = context.repository("scratch");
        assertThat(scratch.sensitivity()).isEqualTo(Sensitivity.INTERNAL);
        assertThat(scratch.owners()).isEmpty();
    }

    @Test
    void aResourceIsNamedByIdPathOrName() {
        Resource payments = context.repository("payments-api");

        assertThat(catalog().resolve(payments.id().toString(), "resource")).isEqualTo(payments);
        assertThat(catalog().resolve(" ACME/Payments-API ", "resource")).isEqualTo(payments);
        assertThat(catalog().resolve("Payments-Api", "resource")).isEqualTo(payments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payments",
                "payments-api'; drop table resource; --",
                "%",
                "payments_api",
                "00000000-0000-0000-0000-000000000000",
                "payments-api\0",
                "\uD800"
            })
    void whatNamesNothingIsAProblemOfTheField(String name) {
        assertUnresolved(name, "no such resource");
    }

    @Test
    void aNameThatTwoHaveIsAmbiguousUntilItIsAPath() {
        context.jdbc().sql("""
            insert into resource (id, application, kind, external_id, path, name, sensitivity, owners, maintainers, tags,
              roles, discovered_at)
            values (gen_random_uuid(), 'other', 'REPOSITORY', 'x', 'other/web-shop', 'web-shop', 'INTERNAL', '{}', '{}',
              '{}', '{read}', now())
            """).update();
        try {
            assertUnresolved("web-shop", "More than one");
            assertThat(catalog().resolve("other/web-shop", "resource").application())
                    .isEqualTo("other");
        } finally {
            context.jdbc()
                    .sql("delete from resource where application = 'other'")
                    .update();
        }
    }

    @Test
    void aNameThatLooksLikeAnIdIsAName() {
        context.bitbucket().renameRepository("scratch", "a-b-c-d-e");
        discover();

        assertThat(catalog().resolve("a-b-c-d-e", "resource").path()).isEqualTo("acme/a-b-c-d-e");
    }

    @Test
    void aRenamedResourceKeepsItsIdAndIsFoundByItsNewName() {
        Resource before = context.repository("scratch");
        context.bitbucket().renameRepository("scratch", "sketches");
        discover();

        assertThat(context.repository("sketches").id()).isEqualTo(before.id());
        assertUnresolved("scratch", "no such resource");
    }

    @Test
    void aResourceRenamedInTheApplicationIsNoLessSensitive() {
        context.bitbucket().renameRepository("secrets-vault", "nothing-to-see");
        discover();
        discover();

        Resource renamed = context.repository("nothing-to-see");
        assertThat(renamed.sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
        assertThat(renamed.owners()).containsExactly(new PrincipalId("linus"));
    }

    @Test
    void whatVanishedCannotBeAskedForButIsKnownAndMayReturn() {
        Resource before = context.repository("scratch");
        context.bitbucket().deleteRepository("scratch");
        discover();

        assertUnresolved("scratch", "no such resource");
        assertUnresolved(before.id().toString(), "no such resource");
        assertThat(search("scratch", null, null)).isEmpty();
        assertThat(catalog().require(before.id()).available()).isFalse();

        context.bitbucket().reset();
        discover();
        assertThat(context.repository("scratch").id()).isEqualTo(before.id());
    }

    @Test
    void vanishedNamesakesHideNothing() {
        context.jdbc().sql("""
            insert into resource (id, application, kind, external_id, path, name, sensitivity, owners, maintainers, tags,
              roles, discovered_at, vanished_at)
            select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'old', 'REPOSITORY', n::text,
              'old/scratch', 'scratch', 'INTERNAL', '{}', '{}', '{}', '{read}', now(), now()
            from generate_series(1, 40) n
            """).update();
        try {
            assertThat(catalog().resolve("scratch", "resource").application()).isEqualTo("acme");
        } finally {
            context.jdbc().sql("delete from resource where application = 'old'").update();
        }
    }

    @Test
    void nothingNewIsNotToldOf() {
        long before = discoveries();

        discover();

        assertThat(discoveries()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"repositories\",\"status\":503}",
                "{\"path\":\"page=|repositories\",\"status\":200,\"contentType\":\"application/json\",\"body\":\"{}\"}",
                "{\"path\":\"repositories\",\"reset\":\"BEFORE\"}",
                "{\"path\":\"repositories\",\"status\":401}"
            })
    void anApplicationThatDoesNotAnswerLosesNothing(String fault) {
        context.bitbucket().fault(fault);
        discover();

        assertThat(search(null, null, null)).containsExactlyElementsOf(ALL);
    }

    @Test
    void searchTakesTextAsText() {
        assertThat(search("PAY", null, null)).containsExactly("payments-api", "payments-ledger");
        assertThat(search("acme/web", null, null)).containsExactly("web-shop");
        assertThat(search("%", null, null)).isEmpty();
        assertThat(search("_", null, null)).isEmpty();
        assertThat(search("\\", null, null)).isEmpty();
        assertThat(search("'; drop table resource; --", null, null)).isEmpty();
        assertThat(search(null, "payments", null)).containsExactly("payments-api", "payments-ledger");
        assertThat(search("ledger", "pci", null)).isEmpty();
        assertThat(search(null, "'", null)).isEmpty();
        assertThat(search(null, null, "other")).isEmpty();
        assertThat(search(null, null, "acme")).containsExactlyElementsOf(ALL);
    }

    @Test
    void pagesAreCompleteAndInOrder() {
        List<UUID> seen = new ArrayList<>();
        @Nullable UUID after = null;
        List<Resource> page;
        do {
            page = catalog().search(new CatalogQuery(null, null, null, after, 2));
            page.forEach(each -> seen.add(each.id().value()));
            after = seen.getLast();
        } while (page.size() == 2 && seen.size() <= ALL.size());

        assertThat(seen)
                .containsExactlyElementsOf(catalog().search(new CatalogQuery(null, null, null, null, 100)).stream()
                        .map(each -> each.id().value())
                        .toList())
                .hasSize(ALL.size())
                .doesNotHaveDuplicates();
    }

    @Test
    void ownersAreFound() {
        assertThat(catalog().ownedBy(new PrincipalId("grace")))
                .containsExactlyInAnyOrder(
                        context.repository("payments-api").id(),
                        context.repository("payments-ledger").id());
        assertThat(catalog().ownedBy(new PrincipalId("nobody"))).isEmpty();
    }
}
