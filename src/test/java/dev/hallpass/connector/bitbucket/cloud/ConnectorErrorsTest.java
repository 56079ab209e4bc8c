package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorErrorsTest extends StandInTest {

    private static final DiscoveryScope REPOSITORIES = new DiscoveryScope.Resources(ResourceKind.REPOSITORY);

    @Test
    void aMissingRepositoryIsNotFoundInEveryCall() {
        Connector connector = connector();

        assertThatThrownBy(() -> connector.explicitRole(MISSING, ADA)).isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.setRole(MISSING, ADA, "read"))
                .isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.removeRole(MISSING, ADA)).isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.effectiveRole(MISSING, ADA)).isInstanceOf(ConnectorException.NotFound.class);
        assertThatThrownBy(() -> connector.explicitRoles(MISSING, Set.of(ADA)))
                .isInstanceOf(ConnectorException.NotFound.class);
    }

    @Test
    void aMissingWorkspaceIsNotFound() {
        Connector connector = connector(TestApplication.at(standIn.baseUrl()).workspace("elsewhere"));

        assertThatThrownBy(() -> connector.discover(REPOSITORIES, null))
                .isInstanceOf(ConnectorException.NotFound.class);
    }

    @Test
    void anUnknownAccountIsNotFoundWhenItIsGivenARole() {
        assertThatThrownBy(() -> connector().setRole(PAYMENTS_API, "557058:nobody", "read"))
                .isInstanceOf(ConnectorException.NotFound.class)
                .hasMessageContaining("account is unknown");
    }

    @Test
    void anAccountOutsideTheWorkspaceIsNotAMember() {
        assertThatThrownBy(() -> connector().setRole(PAYMENTS_API, OUTSIDER, "read"))
                .isInstanceOf(ConnectorException.NotAMember.class);
        assertThat(control.outcomes()).containsExactly("PUT 400", "GET 404");
    }

    @Test
    void theOwnerOfTheWorkspaceIsRejected() {
        assertThatThrownBy(() -> connector().setRole(PAYMENTS_API, OWNER, "read"))
                .isInstanceOf(ConnectorException.Rejected.class)
                .hasMessageContaining("owner");
        assertThat(control.outcomes()).containsExactly("PUT 400", "GET 200");
    }

    @Test
    void aFullPlanIsReportedAndNotTriedAgain() {
        control.quirks("{\"seatLimit\":1}");

        assertThatThrownBy(() -> connector().setRole(PAYMENTS_API, LINUS.replace("linus", "barbara"), "read"))
                .isInstanceOf(ConnectorException.SeatLimitReached.class)
                .hasMessageContaining("402");
        assertThat(control.outcomes()).containsExactly("PUT 402");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "create-repo", "READ", ""})
    void aRoleThatRepositoriesDoNotHaveIsRejectedWithoutACall(String role) {
        assertThatThrownBy(() -> connector().setRole(PAYMENTS_API, ADA, role))
                .isInstanceOf(ConnectorException.Rejected.class);
        assertThat(control.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-token", "expired-token"})
    void aBadCredentialIsUnauthenticated(String token) {
        Connector connector =
                connector(TestApplication.at(standIn.baseUrl()).credential("hallpass-bot@acme.example", token));

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unauthenticated.class)
                .hasMessageNotContaining(token);
        assertThat(control.outcomes()).containsExactly("GET 401");
    }

    @Test
    void aMissingScopeIsForbiddenAndNamed() {
        Connector connector = connector(
                TestApplication.at(standIn.baseUrl()).credential("hallpass-bot@acme.example", "read-only-token"));

        assertThat(connector.explicitRole(PAYMENTS_API, ADA)).contains("read");
        assertThatThrownBy(() -> connector.setRole(PAYMENTS_API, ADA, "write"))
                .isInstanceOf(ConnectorException.Forbidden.class)
                .hasMessageContaining("write:permission:bitbucket");
    }

    @Test
    void aCallerWhoIsNoAdminIsForbidden() {
        Connector connector =
                connector(TestApplication.at(standIn.baseUrl()).credential("ada@acme.example", "ada-token"));

        assertThatThrownBy(() -> connector.setRole(PAYMENTS_API, ADA, "admin"))
                .isInstanceOf(ConnectorException.Forbidden.class);
        assertThat(control.explicit("payments-api", ADA)).isEqualTo("read");
    }

    @Test
    void aRightThatWasLostIsNotTakenForAMissingPermission() {
        Connector connector =
                connector(TestApplication.at(standIn.baseUrl()).credential("grace@acme.example", "grace-token"));
        control.fault("{\"path\":\"permissions-config/users/\",\"count\":1,\"status\":404}");
        control.setPermission("payments-api", GRACE, "write");

        assertThatThrownBy(() -> connector.explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Forbidden.class);
    }

    @Test
    void aRedirectIsNeverFollowed() {
        control.fault("{\"method\":\"DELETE\",\"status\":307,\"headers\":{\"Location\":\""
                + standIn.baseUrl()
                + "/repositories/acme/web-shop/permissions-config/users/557058:ada\"}}");

        assertThatThrownBy(() -> connector().removeRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Rejected.class)
                .hasMessageContaining("redirect");
        assertThat(control.outcomes()).containsExactly("DELETE 307");
    }

    @Test
    void aNextPageOnAnotherHostIsNeverFollowed() {
        control.fault(json("{\\\"values\\\":[],\\\"next\\\":\\\"http://127.0.0.1:9/2.0/more\\\"}"));

        assertThatThrownBy(() -> connector().discover(REPOSITORIES, null))
                .isInstanceOf(ConnectorException.Rejected.class)
                .hasMessageContaining("another host");
    }

    @Test
    void pagesThatGoRoundInACircleEnd() {
        String itself = standIn.baseUrl() + "/repositories/acme?pagelen=100";
        control.fault(json("{\\\"values\\\":[],\\\"next\\\":\\\"" + itself + "\\\"}"));

        assertThatThrownBy(() -> connector().discover(REPOSITORIES, null))
                .isInstanceOf(ConnectorException.Unavailable.class)
                .hasMessageContaining("circle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[",
                "[]",
                "{}",
                "{\\\"permission\\\":7,\\\"user\\\":[]}",
                "{\\\"permission\\\":null}"
            })
    void anAnswerThatCannotBeReadIsUnavailable(String body) {
        control.fault(json(body));

        assertThatThrownBy(() -> connector().explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class);
    }

    @Test
    void aPageOfHtmlWithStatus200IsUnavailable() {
        control.fault("{\"status\":200,\"contentType\":\"text/html\",\"body\":\"<html>Please log in</html>\"}");

        assertThatThrownBy(() -> connector().explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Unavailable.class);
    }

    @Test
    void aLevelThatWeDoNotKnowIsNotTakenForNone() {
        control.fault(json("{\\\"permission\\\":\\\"maintain\\\"}"));

        assertThatThrownBy(() -> connector().explicitRole(PAYMENTS_API, ADA))
                .isInstanceOf(ConnectorException.Rejected.class)
                .hasMessageContaining("maintain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void anIdThatWouldChangeTheAddressIsRejectedWithoutACall(String id) {
        ConnectedResource resource = new ConnectedResource(ResourceKind.REPOSITORY, id, "acme/odd");

        assertThatThrownBy(() -> connector().explicitRole(PAYMENTS_API, id))
                .isInstanceOf(ConnectorException.Rejected.class);
        assertThatThrownBy(() -> connector().explicitRole(resource, ADA))
                .isInstanceOf(ConnectorException.Rejected.class);
        assertThat(control.requests()).isEmpty();
    }

    @Test
    void onlyPassingFailuresAreRetryable() {
        assertThat(new ConnectorException.RateLimited("m", Duration.ofSeconds(1)).retryable())
                .isTrue();
        assertThat(new ConnectorException.Unavailable("m", Duration.ofSeconds(1)).retryable())
                .isTrue();
        assertThat(new ConnectorException.NotFound("m").retryable()).isFalse();
        assertThat(new ConnectorException.SeatLimitReached("m").retryable()).isFalse();
    }

    private static String json(String escapedBody) {
        return "{\"status\":200,\"contentType\":\"application/json\",\"body\":\"" + escapedBody + "\"}";
    }
}
