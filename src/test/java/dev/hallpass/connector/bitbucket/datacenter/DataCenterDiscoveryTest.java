package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredAccount;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterDiscoveryTest extends DataCenterConnectorTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void everyResourceIsFoundOnceWhateverThePages(int greatestPage) {
        control.quirks("{\"greatestPage\":" + greatestPage + "}");

        assertThat(paths(ResourceKind.WORKSPACE)).containsExactly("localhost");
        assertThat(paths(ResourceKind.PROJECT)).containsExactly("PAY", "WEB", "~ada", "OPEN");
        assertThat(paths(ResourceKind.REPOSITORY))
                .containsExactly("PAY/api", "PAY/ledger", "WEB/shop", "WEB/old-site", "~ada/notes", "OPEN/docs");
        assertThat(paths(ResourceKind.GROUP))
                .containsExactlyInAnyOrder("bitbucket-users", "developers", "System Admins & co", "empty");
    }

    @Test
    void resourcesCarryTheirNumberAndWhatTheyInheritFrom() {
        assertThat(read(new DiscoveryScope.Resources(ResourceKind.REPOSITORY)))
                .contains(new DiscoveredResource(
                        ResourceKind.REPOSITORY, "12", "PAY/ledger", "ledger", ResourceKind.PROJECT, "1"));
        assertThat(read(new DiscoveryScope.Resources(ResourceKind.PROJECT)))
                .contains(new DiscoveredResource(
                        ResourceKind.PROJECT, "1", "PAY", "Payments", ResourceKind.WORKSPACE, "server"));
    }

    @Test
    void accountsAreThoseWithALicence() {
        assertThat(read(new DiscoveryScope.Accounts()))
                .contains(new DiscoveredAccount(PLUS, "Plus & Sign", "admin+729@acme.example", true))
                .extracting(each -> ((DiscoveredAccount) each).account())
                .contains("ada", SPACE, "sysadmin")
                .doesNotContain("vera", "gone");
    }

    @Test
    void membersAreFound() {
        control.quirks("{\"greatestPage\":1}");

        assertThat(read(new DiscoveryScope.Members(DEVELOPERS)))
                .containsExactlyInAnyOrder(new DiscoveredMember("grace"), new DiscoveredMember("ken"));
        assertThat(read(new DiscoveryScope.Members(group("empty")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void permissionsOfUsersGroupsAndEverybodyAreFound(int greatestPage) {
        control.quirks("{\"greatestPage\":" + greatestPage + "}");

        assertThat(read(new DiscoveryScope.Permissions(API)))
                .containsExactlyInAnyOrder(
                        new DiscoveredPermission(HolderKind.ACCOUNT, "ada", "Ada Lovelace", "read"),
                        new DiscoveredPermission(HolderKind.ACCOUNT, "adam", "Adam Riese", "admin"),
                        new DiscoveredPermission(HolderKind.GROUP, "developers", "developers", "write"));
        assertThat(read(new DiscoveryScope.Permissions(WEB)))
                .containsExactlyInAnyOrder(
                        new DiscoveredPermission(HolderKind.ACCOUNT, "grace", "Grace Hopper", "REPO_CREATE"),
                        new DiscoveredPermission(HolderKind.GROUP, "developers", "developers", "write"),
                        new DiscoveredPermission(HolderKind.EVERYBODY, "", "everybody who may log in", "read"));
        assertThat(read(new DiscoveryScope.Permissions(SERVER)))
                .contains(
                        new DiscoveredPermission(HolderKind.ACCOUNT, "hallpass-bot", "Hallpass", "ADMIN"),
                        new DiscoveredPermission(
                                HolderKind.GROUP, "System Admins & co", "System Admins & co", "SYS_ADMIN"));
    }

    @Test
    void aRestartGoesOnWithTheCursor() {
        control.quirks("{\"greatestPage\":2}");
        DiscoveryScope scope = new DiscoveryScope.Resources(ResourceKind.REPOSITORY);
        DiscoveredPage first = connector.discover(scope, null);
        Connector restarted = connector(List.of(TOKEN, PASSWORD), Map.of());

        DiscoveredPage second = restarted.discover(scope, first.next());

        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThatThrownBy(() -> restarted.discover(scope, "nonsense")).isInstanceOf(ConnectorException.Rejected.class);
    }

    @Test
    void whatWasListedIsNotLookedUpAgainInTheBackground() {
        Connector background = connector.at(Urgency.BACKGROUND);
        read(background, new DiscoveryScope.Resources(ResourceKind.REPOSITORY));
        control.forgetCalls();

        read(background, new DiscoveryScope.Permissions(API));

        assertThat(control.calls(".")).hasSize(2).allMatch(call -> call.contains("permissions"));
    }

    @Test
    void aMovedRepositoryIsReadWhereItIsNow() {
        Connector background = connector.at(Urgency.BACKGROUND);
        read(background, new DiscoveryScope.Resources(ResourceKind.REPOSITORY));
        control.move("PAY/api", "WEB", "payments-api");

        assertThat(read(background, new DiscoveryScope.Permissions(API))).hasSize(3);
    }

    private List<String> paths(ResourceKind kind) {
        return read(new DiscoveryScope.Resources(kind)).stream()
                .map(each -> ((DiscoveredResource) each).path())
                .toList();
    }

    private List<Discovered> read(DiscoveryScope scope) {
        return read(connector, scope);
    }

    private static List<Discovered> read(Connector with, DiscoveryScope scope) {
        List<Discovered> items = new ArrayList<>();
        String cursor = null;
        do {
            DiscoveredPage page = with.discover(scope, cursor);
            items.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return items;
    }
}
