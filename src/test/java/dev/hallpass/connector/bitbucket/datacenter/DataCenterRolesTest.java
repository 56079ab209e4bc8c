package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterRolesTest extends DataCenterConnectorTest {

    private static final Set<String> ALL =
            Set.of("ada", "ken", "grace", "alan", "adam", "Linus", "vera", "gone", PLUS, SPACE, "sysadmin", "nobody");

    @Test
    void aRoleOnARepositoryIsGivenRaisedLoweredAndTakenAway() {
        for (String role : List.of("read", "write", "admin", "read")) {
            connector.setRole(API, "ken", role);
            assertThat(connector.explicitRole(API, "ken")).contains(role);
        }

        connector.removeRole(API, "ken");
        connector.removeRole(API, "ken");

        assertThat(connector.explicitRole(API, "ken")).isEmpty();
        assertThat(control.permission("ken", "PAY/api")).isEqualTo("none");
    }

    @Test
    void whatStandsIsPutBackAndNotDeleted() {
        connector.setRole(API, "ada", "write");

        connector.setRole(API, "ada", "read");

        assertThat(control.permission("ada", "PAY/api")).isEqualTo("REPO_READ");
        assertThat(control.calls("permissions/users")).noneMatch(call -> call.startsWith("DELETE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PLUS, SPACE, "Linus", "linus", "KEN"})
    void namesOfAllKindsReachTheRightUser(String name) {
        connector.setRole(API, name, "write");

        assertThat(control.permission(name, "PAY/api")).isEqualTo("REPO_WRITE");
        assertThat(connector.explicitRole(API, name)).contains("write");
        assertThat(connector.effectiveRole(API, name)).contains("write");
        connector.removeRole(API, name);
        assertThat(control.permission(name, "PAY/api")).isEqualTo("none");
    }

    @Test
    void aNameThatContainsAnotherIsNotTakenForIt() {
        // "adam" contains "ada", and is the administrator
        assertThat(connector.explicitRole(API, "ada")).contains("read");
        assertThat(connector.explicitRole(API, "adam")).contains("admin");
        assertThat(connector.effectiveRole(API, "ada")).contains("read");
        assertThat(connector.explicitRole(API, "ad")).isEmpty();
        assertThat(connector.effectiveRole(API, "ad")).isEmpty();
    }

    @Test
    void aRoleOnAProjectIsGivenAndPassedOn() {
        connector.setRole(PAY, "ken", "write");

        assertThat(connector.explicitRole(PAY, "ken")).contains("write");
        assertThat(connector.explicitRole(LEDGER, "ken")).isEmpty();
        assertThat(connector.effectiveRole(LEDGER, "ken")).contains("write");
        connector.removeRole(PAY, "ken");
        assertThat(connector.effectiveRole(LEDGER, "ken")).isEmpty();
    }

    @Test
    void aMemberOfAGroupComesAndGoes() {
        assertThat(connector.explicitRole(DEVELOPERS, "ada")).isEmpty();

        connector.setRole(DEVELOPERS, "ada", "member");

        assertThat(control.isMember("ada", "developers")).isTrue();
        assertThat(connector.explicitRole(DEVELOPERS, "ada")).contains("member");
        assertThat(connector.effectiveRole(API, "ada")).contains("write");
        connector.removeRole(DEVELOPERS, "ada");
        connector.removeRole(DEVELOPERS, "ada");
        assertThat(control.isMember("ada", "developers")).isFalse();
        assertThat(connector.explicitRoles(DEVELOPERS, Set.of("ada", "ken", "grace", "adam")))
                .isEqualTo(Map.of("ken", "member", "grace", "member"));
    }

    @Test
    void everyPathCountsAsEffective() {
        assertThat(connector.effectiveRoles(API, ALL))
                .isEqualTo(Map.of(
                        "ada",
                        "read",
                        "ken",
                        "write",
                        "grace",
                        "write",
                        "alan",
                        "write",
                        "adam",
                        "admin",
                        "sysadmin",
                        "admin"));
        control.setDefault("PAY", "PROJECT_READ");
        assertThat(connector.effectiveRole(API, PLUS)).contains("read");
        assertThat(connector.effectiveRole(API, "vera")).isEmpty();
        assertThat(connector.effectiveRole(NOTES, "ada")).contains("admin");
        assertThat(connector.effectiveRole(SERVER, "sysadmin")).contains("SYS_ADMIN");
        assertThat(connector.explicitRole(SERVER, "hallpass-bot")).contains("ADMIN");
    }

    @Test
    void computedAndAskedRolesAreTheSame() {
        Connector computing = connector(List.of(TOKEN, PASSWORD), Map.of("effective-roles", "computed"));
        control.setDefault("PAY", "PROJECT_READ");
        control.setGroupByHand("developers", "PAY", "PROJECT_ADMIN");

        for (ConnectedResource resource : List.of(API, LEDGER, SHOP, NOTES, PAY, WEB)) {
            assertThat(computing.effectiveRoles(resource, ALL))
                    .as(resource.path())
                    .isEqualTo(connector.effectiveRoles(resource, ALL));
        }
    }

    @Test
    void rolesAreInheritedFromProjectAndServer() {
        assertThat(connector.inheritedRole(ResourceKind.PROJECT, "write", ResourceKind.REPOSITORY))
                .contains("write");
        assertThat(connector.inheritedRole(ResourceKind.PROJECT, "REPO_CREATE", ResourceKind.REPOSITORY))
                .contains("write");
        assertThat(connector.inheritedRole(ResourceKind.PROJECT, "PROJECT_VIEW", ResourceKind.REPOSITORY))
                .isEmpty();
        assertThat(connector.inheritedRole(ResourceKind.WORKSPACE, "SYS_ADMIN", ResourceKind.PROJECT))
                .contains("admin");
        assertThat(connector.inheritedRole(ResourceKind.WORKSPACE, "PROJECT_CREATE", ResourceKind.REPOSITORY))
                .isEmpty();
    }

    @Test
    void whatCanBeGivenIsTold() {
        assertThat(connector.roles(ResourceKind.REPOSITORY)).containsExactly("read", "write", "admin");
        assertThat(connector.roles(ResourceKind.PROJECT)).containsExactly("read", "write", "admin");
        assertThat(connector.roles(ResourceKind.GROUP)).containsExactly("member");
        assertThat(connector.roles(ResourceKind.WORKSPACE)).isEmpty();
        assertThat(connector.kinds()).first().isEqualTo(ResourceKind.WORKSPACE);
        assertThat(connector(List.of(TOKEN), Map.of()).kinds()).doesNotContain(ResourceKind.WORKSPACE);
    }

    @Test
    void allUrgenciesShareWhatIsKnown() {
        connector.at(Urgency.REVOCATION).explicitRole(API, "ada");
        control.forgetCalls();

        connector.at(Urgency.GRANT).explicitRole(API, "ken");

        assertThat(control.calls(".")).singleElement().asString().contains("permissions/users");
    }
}
