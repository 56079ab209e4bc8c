package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredAccount;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.HolderKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the pages of a list and one call for each account, the connector takes what needs fewer calls. */
class FewestCallsTest extends StandInTest {

    private final List<String> holders = new ArrayList<>();

    /** Several pages of holders on one repository. */
    @BeforeEach
    void manyHolders() {
        control.call(
                "POST",
                "workspace",
                "{\"repositories\":1,\"projects\":1,\"people\":430,\"groups\":1,\"randomSeed\":3}");
        String cursor = null;
        do {
            DiscoveredPage page = connector().discover(new DiscoveryScope.Accounts(), cursor);
            for (Discovered each : page.items()) {
                if (each instanceof DiscoveredAccount account
                        && !account.account().equals(OWNER)) {
                    holders.add(account.account());
                }
            }
            cursor = page.next();
        } while (cursor != null);
        holders.forEach(account -> control.setPermission("docs-site", account, "write"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fewAccountsOfALongListAreAskedForOneByOne(boolean sizesHidden) {
        control.quirks("{\"sizesHidden\":" + sizesHidden + "}");
        Connector connector = connector();
        Set<String> two = Set.of(holders.getLast(), holders.get(holders.size() - 2));

        int first = calls(() -> connector.explicitRoles(DOCS_SITE, two));
        int second = calls(() -> connector.explicitRoles(DOCS_SITE, two));

        assertThat(first).as("pages in vain, then each account").isLessThanOrEqualTo(5);
        assertThat(second).isEqualTo(2);
        assertThat(connector.explicitRoles(DOCS_SITE, two).values()).containsExactly("write", "write");
    }

    @Test
    void manyAccountsAreReadFromTheList() {
        Connector connector = connector();
        Set<String> many = new LinkedHashSet<>(holders.subList(0, 50));

        assertThat(calls(() -> connector.explicitRoles(DOCS_SITE, many))).isLessThanOrEqualTo(5);
        assertThat(calls(() -> connector.effectiveRoles(DOCS_SITE, many))).isLessThanOrEqualTo(5);
        assertThat(connector.explicitRoles(DOCS_SITE, many)).hasSize(50);
        assertThat(connector.effectiveRoles(DOCS_SITE, many)).hasSize(50);
    }

    @Test
    void effectiveRolesOfFewAreAskedForOneByOneWhereBitbucketFilters() {
        Connector connector = connector();
        Set<String> two = Set.of(holders.getLast(), holders.get(holders.size() - 2));

        connector.effectiveRoles(DOCS_SITE, two);

        assertThat(calls(() -> connector.effectiveRoles(DOCS_SITE, two))).isEqualTo(2);
        assertThat(connector.effectiveRoles(DOCS_SITE, two).values()).containsExactly("write", "write");
    }

    @Test
    void whereBitbucketDoesNotFilterTheListIsRead() {
        control.quirks("{\"filtersRefused\":true}");
        Connector connector = connector();
        Set<String> two = Set.of(holders.getLast(), holders.get(holders.size() - 2));

        connector.effectiveRoles(DOCS_SITE, two);
        int pages = calls(() -> connector.effectiveRoles(DOCS_SITE, Set.of("557058:nobody", OUTSIDER)));

        assertThat(connector.effectiveRoles(DOCS_SITE, two).values()).containsExactly("write", "write");
        assertThat(calls(() -> connector.effectiveRoles(DOCS_SITE, two))).isEqualTo(pages);
    }

    @Test
    void aShortListIsReadForTwo() {
        Connector connector = connector();

        assertThat(calls(() -> connector.explicitRoles(PAYMENTS_API, Set.of(ADA, KEN))))
                .isEqualTo(1);
        assertThat(calls(() -> connector.explicitRoles(PAYMENTS_API, Set.of(ADA, KEN))))
                .isEqualTo(1);
    }

    /** A row that moves up to a page that has been read is on none of the pages. */
    @Test
    void whoIsOnNoPageSinceOthersWereTakenAwayMeanwhileIsAskedForByThemselves() {
        List<String> rows = rows();
        String movesUp = rows.get(100);
        Set<String> many = new LinkedHashSet<>(rows.subList(95, 145));
        many.add("557058:nobody");
        control.fault("{\"path\":\"permissions-config/users\",\"count\":1,\"holdMillis\":1000}");
        int before = control.requests().size();

        CompletableFuture<Map<String, String>> read =
                CompletableFuture.supplyAsync(() -> connector().explicitRoles(DOCS_SITE, many));
        await().until(() -> control.requests().size() > before);
        control.setPermission("docs-site", rows.getFirst(), "none");

        assertThat(read.join()).hasSize(50).containsEntry(movesUp, "write");
    }

    /** The holders in the order of the list. */
    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        String cursor = null;
        do {
            DiscoveredPage page = connector().discover(new DiscoveryScope.Permissions(DOCS_SITE), cursor);
            for (Discovered each : page.items()) {
                if (each instanceof DiscoveredPermission permission && permission.kind() == HolderKind.ACCOUNT) {
                    rows.add(permission.holder());
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return rows;
    }

    private int calls(Runnable work) {
        int before = control.requests().size();
        work.run();
        return control.requests().size() - before;
    }
}
