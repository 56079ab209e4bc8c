package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.http.JsonApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DataCenterErrorsTest extends DataCenterConnectorTest {

    @Test
    void anUnknownUserIsNotFound() {
        assertThatThrownBy(() -> connector.setRole(API, "nobody", "read"))
                .isInstanceOf(ConnectorException.NotFound.class)
                .hasMessageContaining("nobody");
        assertThat(connector.explicitRole(API, "nobody")).isEmpty();
        connector.removeRole(API, "nobody");
    }

    @Test
    void aUserThatIsDeletedMeanwhileHoldsNothing() {
        connector.setRole(API, "ken", "read");
        control.deleteUser("ken");

        connector.removeRole(API, "ken");

        assertThat(connector.explicitRole(API, "ken")).isEmpty();
        assertThatThrownBy(() -> connector.setRole(API, "ken", "read")).isInstanceOf(ConnectorException.NotFound.class);
    }

    @Test
    void oneWithoutALicenceIsNoMember() {
        assertThatThrownBy(() -> connector.setRole(API, "vera", "read"))
                .isInstanceOf(ConnectorException.NotAMember.class);
        assertThatThrownBy(() -> connector.setRole(API, "gone", "read"))
                .isInstanceOf(ConnectorException.NotAMember.class);
        assertThat(control.calls("permissions/users")).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void theLicenceLimitIsASeatLimit() {
        control.quirks("{\"licensedUsers\":5}");

        assertThatThrownBy(() -> connector.setRole(group("bitbucket-users"), "vera", "member"))
                .isInstanceOf(ConnectorException.SeatLimitReached.class);
    }

    @Test
    void whatCannotBePutBackIsLeftAlone() {
        assertThatThrownBy(() -> connector.explicitRole(WEB, "grace"))
                .isInstanceOf(ConnectorException.Rejected.class)
                .hasMessageContaining("REPO_CREATE");
        assertThatThrownBy(() -> connector.setRole(WEB, "grace", "admin"))
                .isInstanceOf(ConnectorException.Rejected.class);

        assertThat(control.permission("grace", "WEB")).isEqualTo("REPO_CREATE");
    }

    @Test
    void aWriteThatIsAnsweredToNobodyMayHaveTakenEffect() {
        control.fault("{\"method\":\"PUT\",\"effect\":true,\"status\":204,\"count\":1}");

        assertThatThrownBy(() -> connector.setRole(API, "ken", "read"))
                .isInstanceOf(ConnectorException.Unavailable.class)
                .hasMessageContaining("nobody in particular");
    }

    @Test
    void aRefusedLookAfterAWriteIsNoRefusalOfTheWrite() {
        control.fault("{\"method\":\"PUT\",\"path\":\"permissions/users\",\"holdMillis\":3000,\"count\":1}");
        CompletableFuture<Void> write = CompletableFuture.runAsync(() -> connector.setRole(API, "ken", "read"));
        await().until(() -> control.permission("ken", "PAY/api"), "REPO_READ"::equals);
        control.fault("{\"method\":\"GET\",\"path\":\"repos/[^/]+$\",\"status\":403}");

        assertThat(write)
                .as("it has taken effect, so nobody may take it for refused")
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(ConnectorException.Unavailable.class);
    }

    @Test
    void ourOwnAccountIsLeftAlone() {
        assertThatThrownBy(() -> connector.setRole(API, "HALLPASS-BOT", "read"))
                .isInstanceOf(ConnectorException.Rejected.class);
        assertThatThrownBy(() -> connector.removeRole(API, "hallpass-bot"))
                .isInstanceOf(ConnectorException.Rejected.class);
    }

    @Test
    void groupsOfAReadOnlyDirectoryAreChangedByHand() {
        assertThatThrownBy(() -> connector.setRole(DEVELOPERS, "ldap-user", "member"))
                .isInstanceOf(ConnectorException.ByHand.class)
                .hasMessageContaining("directory");
        control.quirks("{\"groupsReadOnly\":true}");
        assertThatThrownBy(() -> connector.removeRole(DEVELOPERS, "ken")).isInstanceOf(ConnectorException.ByHand.class);
    }

    @Test
    void withoutAnAdministratorGroupsAreChangedByHand() {
        Connector withToken = connector(List.of(TOKEN), Map.of());

        assertThatThrownBy(() -> withToken.setRole(DEVELOPERS, "ada", "member"))
                .isInstanceOf(ConnectorException.ByHand.class)
                .hasMessageContaining("developers");
        assertThat(withToken.explicitRole(DEVELOPERS, "ken")).contains("member");
    }

    @Test
    void aGroupAboveOurselvesIsForbidden() {
        assertThatThrownBy(() -> connector.setRole(group("System Admins & co"), "ada", "member"))
                .isInstanceOf(ConnectorException.Forbidden.class);
    }

    @Test
    void aMissingGroupIsNotFound() {
        assertThatThrownBy(() -> connector.explicitRole(group("no group"), "ada"))
                .isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.setRole(group("no group"), "ada", "member"))
                .isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.removeRole(group("no group"), "ada"))
                .isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.discover(new DiscoveryScope.Members(group("no group")), null))
                .isInstanceOf(ConnectorException.NotFound.class);
    }

    @Test
    void wantOfRightsIsForbiddenAndTheCredentialStaysAccepted() {
        Connector ofOneProject = connector(List.of(credential("project-bot", "project-password")), Map.of());

        assertThatThrownBy(() -> ofOneProject.explicitRole(SHOP, "ada"))
                .isInstanceOf(ConnectorException.Forbidden.class);
        assertThat(ofOneProject.credentials())
                .extracting(CredentialStatus::accepted)
                .containsOnly(true);
        assertThat(ofOneProject.explicitRole(API, "ada")).contains("read");
    }

    @Test
    void aWrongCredentialIsUnauthenticated() {
        Connector wrong = connector(List.of(credential(null, "expired-token")), Map.of());

        assertThatThrownBy(() -> wrong.explicitRole(API, "ada"))
                .isInstanceOf(ConnectorException.Unauthenticated.class)
                .message()
                .doesNotContain("expired-token");
        assertThat(wrong.credentials()).extracting(CredentialStatus::accepted).containsOnly(false);
    }

    @Test
    void oneWithoutALicenceCannotCall() {
        control.setGlobalByHand("hallpass-bot", "none");

        assertThatThrownBy(() -> connector.explicitRole(API, "ada"))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
    }

    @Test
    void anAnswerToNobodyInParticularIsNotBelieved() {
        control.quirks("{\"userNameHeader\":false}");

        assertThatThrownBy(() -> connector.discover(new DiscoveryScope.Resources(ResourceKind.REPOSITORY), null))
                .isInstanceOf(ConnectorException.Unauthenticated.class);
        Connector trusting = connector(List.of(TOKEN), Map.of("require-user-name", "false"));
        assertThat(trusting.explicitRole(API, "ada")).contains("read");
    }

    @Test
    void theBucketIsWaitedFor() {
        control.rateLimit("{\"enabled\":true,\"size\":3,\"perSecond\":20,\"nodes\":1}");

        connector.setRole(API, "ken", "read");
        connector.setRole(API, "ken", "write");

        assertThat(control.permission("ken", "PAY/api")).isEqualTo("REPO_WRITE");
    }

    @Test
    void aBucketThatStaysDryIsRateLimited() {
        control.rateLimit("{\"enabled\":true,\"size\":1,\"perSecond\":0,\"nodes\":1}");
        Connector impatient = connector(
                settings(List.of(TOKEN), Map.of(), Duration.ofMillis(200)), JsonApi.httpClient(Duration.ofSeconds(5)));

        assertThatThrownBy(() -> impatient.explicitRole(API, "ada")).isInstanceOf(ConnectorException.RateLimited.class);
    }

    @Test
    void aWriteWhoseAnswerIsLostIsNotMadeAgainButMayBe() {
        control.fault("{\"method\":\"PUT\",\"count\":1,\"reset\":\"AFTER\"}");
        control.fault("{\"method\":\"POST\",\"count\":1,\"reset\":\"AFTER\"}");

        assertThatThrownBy(() -> connector.setRole(API, "ken", "write"))
                .isInstanceOf(ConnectorException.Unavailable.class);
        assertThatThrownBy(() -> connector.setRole(DEVELOPERS, "ada", "member"))
                .isInstanceOf(ConnectorException.Unavailable.class);
        connector.setRole(API, "ken", "write");
        connector.setRole(DEVELOPERS, "ada", "member");

        assertThat(control.permission("ken", "PAY/api")).isEqualTo("REPO_WRITE");
        assertThat(control.isMember("ada", "developers")).isTrue();
    }

    @Test
    void aServerInTroubleIsUnavailable() {
        control.fault("{\"path\":\"permissions\",\"status\":503}");

        assertThatThrownBy(() -> connector.explicitRole(API, "ada")).isInstanceOf(ConnectorException.Unavailable.class);
    }

    @Test
    void nonsenseIsRejectedWithoutACall() {
        assertThatThrownBy(() -> connector.setRole(API, "ken", "owner"))
                .isInstanceOf(ConnectorException.Rejected.class);
        assertThatThrownBy(() -> connector.setRole(API, " ", "read")).isInstanceOf(ConnectorException.Rejected.class);
        assertThatThrownBy(() -> connector.setRole(SERVER, "ken", "ADMIN"))
                .isInstanceOf(ConnectorException.Rejected.class);
        assertThat(control.calls(".")).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void unknownOptionsAreNamed() {
        assertThatThrownBy(() -> connector(List.of(TOKEN), Map.of("identity-chek", "PT1S")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("identity-chek");
        assertThatThrownBy(() -> connector(List.of(TOKEN), Map.of("identity-check", "soon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT30S");
    }

    @Test
    void theTimeForCallsIsTold() {
        assertThat(connector.timeFor(10, Urgency.GRANT)).isEqualTo(Duration.ZERO);
        assertThat(connector.credentials()).extracting(CredentialStatus::name).containsExactly("token", "hallpass-bot");
    }
}
