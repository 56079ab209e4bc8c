package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects, groups, presence and discovery, against the stand-in. */
class WholeWorkspaceTest extends StandInTest {

    private static final ConnectedResource PAYMENTS =
            new ConnectedResource(ResourceKind.PROJECT, "{b0000000-0000-4000-8000-000000000001}", "acme/PAY");
    private static final ConnectedResource NO_PROJECT =
            new ConnectedResource(ResourceKind.PROJECT, "{b0000000-0000-4000-8000-000000000777}", "acme/PAY");

    @Test
    void aProjectRoleIsSetReadAndRemoved() {
        Connector connector = connector();

        connector.setRole(PAYMENTS, KEN, "create-repo");
        assertThat(connector.explicitRole(PAYMENTS, KEN)).contains("create-repo");
        assertThat(connector.explicitRoles(PAYMENTS, Set.of(KEN, LINUS))).containsEntry(KEN, "create-repo");
        assertThat(connector.effectiveRole(PAYMENTS, KEN)).contains("create-repo");
        assertThat(connector.effectiveRole(PAYMENTS, OWNER)).contains("admin");
        connector.removeRole(PAYMENTS, KEN);

        assertThat(connector.explicitRole(PAYMENTS, KEN)).isEmpty();
    }

    @Test
    void aKeyThatNowBelongsToAnotherProjectIsNeverWrittenTo() {
        assertThatThrownBy(() -> connector().setRole(NO_PROJECT, KEN, "read"))
                .isInstanceOf(ConnectorException.NotFound.class);
        assertThat(control.outcomes()).noneMatch(outcome -> outcome.startsWith("PUT"));
    }

    @Test
    void aMissingRepositoryIsGoneOnlyToAnOwner() {
        Connector ada = connector(TestApplication.at(standIn.baseUrl()).credential("ada@acme.example", "ada-token"));

        assertThat(connector().presence(PAYMENTS_API)).isEqualTo(Presence.PRESENT);
        assertThat(connector().presence(MISSING)).isEqualTo(Presence.GONE);
        assertThat(connector().presence(NO_PROJECT)).isEqualTo(Presence.GONE);
        assertThat(ada.presence(MISSING)).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void everythingIsDiscoveredPageByPage() {
        List<Discovered> repositories = all(new DiscoveryScope.Resources(ResourceKind.REPOSITORY));

        assertThat(repositories)
                .hasSize(10)
                .contains(new DiscoveredResource(
                        ResourceKind.REPOSITORY,
                        PAYMENTS_API.externalId(),
                        "acme/payments-api",
                        "payments-api",
                        ResourceKind.PROJECT,
                        PAYMENTS.externalId()));
        assertThat(all(new DiscoveryScope.Resources(ResourceKind.PROJECT))).isNotEmpty();
        assertThat(all(new DiscoveryScope.Resources(ResourceKind.WORKSPACE))).hasSize(1);
        assertThat(all(new DiscoveryScope.Accounts())).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        for (Discovered group : all(new DiscoveryScope.Resources(ResourceKind.GROUP))) {
            DiscoveredResource found = (DiscoveredResource) group;
            assertThat(all(new DiscoveryScope.Members(
                            new ConnectedResource(ResourceKind.GROUP, found.externalId(), found.path()))))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void permissionsOfUsersAndGroupsComeUnderOneCursor() {
        List<Discovered> found = all(new DiscoveryScope.Permissions(MOBILE_APP));

        assertThat(found).hasSizeGreaterThanOrEqualTo(125).doesNotHaveDuplicates();
        assertThat(found).allMatch(DiscoveredPermission.class::isInstance);
    }

    @Test
    void aCursorToAnotherHostIsRefusedWithoutACall() {
        for (String cursor : List.of("", "u//evil.example/2.0", "uhttp://evil.example", "u", "g ", "u@evil.example/")) {
            assertThatThrownBy(() -> connector().discover(new DiscoveryScope.Permissions(MOBILE_APP), cursor))
                    .as(cursor)
                    .isInstanceOf(ConnectorException.Rejected.class);
        }
        assertThat(control.requests()).isEmpty();
    }

    @Test
    void groupsThatAreManagedCentrallyAreChangedByHand() {
        ConnectedResource developers = new ConnectedResource(ResourceKind.GROUP, firstGroup(), "acme/group");
        Connector connector = new BitbucketCloudConnectorFactory(
                        Surroundings.alone(meters, java.time.Clock.systemUTC()))
                .create(TestApplication.at(standIn.baseUrl()).settings("groups-managed-centrally", "true"));

        assertThatThrownBy(() -> connector.setRole(developers, KEN, "member"))
                .isInstanceOf(ConnectorException.ByHand.class)
                .hasMessageContaining("admin.atlassian.com");
        assertThatThrownBy(() -> connector.setRole(developers, OUTSIDER, "member"))
                .isInstanceOf(ConnectorException.NotAMember.class);
    }

    @Test
    void aMemberIsPutIntoAGroupAndTakenOut() {
        ConnectedResource group = new ConnectedResource(ResourceKind.GROUP, firstGroup(), "acme/group");
        Connector connector = connector();
        String account = List.of(ADA, KEN, GRACE, LINUS).stream()
                .filter(each -> connector.explicitRole(group, each).isEmpty())
                .findFirst()
                .orElseThrow();

        connector.setRole(group, account, "member");
        assertThat(connector.explicitRole(group, account)).contains("member");
        connector.removeRole(group, account);

        assertThat(connector.explicitRole(group, account)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 410})
    void aRefusalBecauseOfCentralAdministrationIsForHands(int status) {
        ConnectedResource group = new ConnectedResource(ResourceKind.GROUP, firstGroup(), "acme/group");
        control.quirks("{\"adminHubMigrated\":true,\"adminHubStatus\":" + status + "}");

        assertThatThrownBy(() -> connector().setRole(group, LINUS, "member"))
                .isInstanceOf(ConnectorException.ByHand.class)
                .hasMessageContaining("admin.atlassian.com");
    }

    @Test
    void aTokenThatLacksAScopeIsAnErrorAndNotForHands() {
        ConnectedResource group = new ConnectedResource(ResourceKind.GROUP, firstGroup(), "acme/group");
        String body = "{\\\"error\\\":{\\\"message\\\":\\\"Your credentials lack one or more required privilege"
                + " scopes.\\\"}}";
        control.fault(
                "{\"method\":\"PUT\",\"status\":403,\"contentType\":\"application/json\",\"body\":\"" + body + "\"}");

        assertThatThrownBy(() -> connector().setRole(group, LINUS, "member"))
                .isInstanceOf(ConnectorException.Forbidden.class);
    }

    private String firstGroup() {
        return ((DiscoveredResource)
                        all(new DiscoveryScope.Resources(ResourceKind.GROUP)).getFirst())
                .externalId();
    }

    /** A new connector for each page, as after a restart. */
    private List<Discovered> all(DiscoveryScope scope) {
        List<Discovered> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            DiscoveredPage page = connector().discover(scope, cursor);
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }
}
