package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects and repositories stay themselves by their numbers, whatever becomes of their paths. */
class DataCenterIdentityTest extends DataCenterConnectorTest {

    @ParameterizedTest
    @ValueSource(strings = {"NOT_FOUND", "REDIRECT", "ALIAS"})
    void aMovedRepositoryIsFoundAgain(String movedAnswers) {
        control.quirks("{\"movedAnswers\":\"" + movedAnswers + "\"}");
        assertThat(connector.explicitRole(API, "ada")).contains("read");
        control.move("PAY/api", "WEB", "payments-api");

        connector.setRole(API, "ada", "write");

        assertThat(control.permission("ada", "WEB/payments-api")).isEqualTo("REPO_WRITE");
        assertThat(connector.explicitRole(API, "ada")).contains("write");
        assertThat(connector.effectiveRole(API, "ada")).contains("write");
        connector.removeRole(API, "ada");
        assertThat(control.permission("ada", "WEB/payments-api")).isEqualTo("none");
        assertThat(connector.presence(API)).isEqualTo(Presence.PRESENT);
    }

    @Test
    void whatTookThePathOfAMovedRepositoryIsNeverWrittenTo() {
        connector.explicitRole(API, "ada");
        control.move("PAY/api", "WEB", "payments-api");
        control.create("PAY", "api");

        connector.setRole(API, "ken", "admin");

        assertThat(control.permission("ken", "PAY/api")).isEqualTo("none");
        assertThat(control.permission("ken", "WEB/payments-api")).isEqualTo("REPO_ADMIN");
    }

    @Test
    void whatTookThePathOfADeletedRepositoryIsNeverWrittenTo() {
        connector.explicitRole(API, "ada");
        control.deleteRepository("PAY/api");
        control.create("PAY", "api");
        control.setByHand("ken", "PAY/api", "REPO_READ");

        assertThatThrownBy(() -> connector.setRole(API, "ken", "admin"))
                .isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.removeRole(API, "ken")).isInstanceOf(ConnectorException.NotFound.class);

        assertThat(control.permission("ken", "PAY/api")).isEqualTo("REPO_READ");
        assertThat(control.calls("permissions")).noneMatch(call -> call.startsWith("PUT") || call.startsWith("DELETE"));
    }

    @Test
    void readingTrustsASightForAWhileOnly() {
        Connector distrustful = connector(List.of(TOKEN), Map.of("identity-check", "PT0S"));
        distrustful.explicitRole(API, "ada");
        control.move("PAY/api", "WEB", "payments-api");
        control.create("PAY", "api");

        assertThat(distrustful.explicitRole(API, "ada")).contains("read");
    }

    @Test
    void aRepositoryThatWasNeverSeenIsLookedForUnderItsNumber() {
        ConnectedResource outdated = new ConnectedResource(ResourceKind.REPOSITORY, "12", "PAY/name-of-last-year");

        assertThat(connector.explicitRole(outdated, "ada")).isEmpty();
        connector.setRole(outdated, "ada", "read");
        assertThat(control.permission("ada", "PAY/ledger")).isEqualTo("REPO_READ");
    }

    @Test
    void aRenamedProjectKeepsItsRepositories() {
        connector.explicitRole(API, "ada");
        control.renameProject("PAY", "MONEY");
        control.createProject("PAY");

        connector.setRole(API, "ada", "write");
        connector.setRole(PAY, "ken", "read");

        assertThat(control.permission("ada", "MONEY/api")).isEqualTo("REPO_WRITE");
        assertThat(control.permission("ken", "MONEY")).isEqualTo("PROJECT_READ");
        assertThat(control.permission("ken", "PAY")).isEqualTo("none");
    }

    @Test
    void onlyAnAdministratorKnowsThatSomethingIsGone() {
        Connector ofOneProject = connector(List.of(credential("project-bot", "project-password")), Map.of());
        assertThat(connector.presence(API)).isEqualTo(Presence.PRESENT);
        assertThat(ofOneProject.presence(API)).isEqualTo(Presence.PRESENT);
        assertThat(ofOneProject.presence(SHOP)).isEqualTo(Presence.PRESENT);
        control.deleteRepository("PAY/api");
        control.deleteProject("WEB");

        assertThat(connector.presence(API)).isEqualTo(Presence.GONE);
        assertThat(connector.presence(WEB)).isEqualTo(Presence.GONE);
        assertThat(ofOneProject.presence(API)).isEqualTo(Presence.UNKNOWN);
        assertThat(connector.presence(DEVELOPERS)).isEqualTo(Presence.PRESENT);
        assertThat(connector.presence(group("dev"))).isEqualTo(Presence.GONE);
        assertThat(connector.presence(SERVER)).isEqualTo(Presence.PRESENT);
    }

    @Test
    void aPersonalProjectIsAddressedLikeAnyOther() {
        connector.setRole(NOTES, "ken", "write");

        assertThat(control.permission("ken", "~ada/notes")).isEqualTo("REPO_WRITE");
    }

    @Test
    void aWriteIsLookedAtBeforeAndAfter() {
        connector.setRole(API, "ken", "read");

        List<String> calls = control.calls(".").stream()
                .filter(call -> call.contains("/repos/api"))
                .map(call -> call.replaceAll("\\?.*", "").replace("/rest/api/latest", ""))
                .toList();
        assertThat(calls)
                .containsExactly(
                        "GET /projects/PAY/repos/api",
                        "PUT /projects/PAY/repos/api/permissions/users",
                        "GET /projects/PAY/repos/api");
    }
}
