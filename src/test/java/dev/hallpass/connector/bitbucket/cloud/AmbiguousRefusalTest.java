package dev.hallpass.connector.bitbucket.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.ResourceKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused change of a group that does not say why: for a person where we own the workspace, an error elsewhere. */
class AmbiguousRefusalTest extends StandInTest {

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void toAnOwnerItMeansThatAPersonHasToDoIt(int status) {
        refuseChanges(status);

        assertThatThrownBy(() -> connector().setRole(group(), someoneOutside(), "member"))
                .isInstanceOf(ConnectorException.ByHand.class)
                .hasMessageContaining("admin.atlassian.com")
                .hasMessageContaining(String.valueOf(status));
        assertThat(control.requests().stream()
                        .map(request -> request.path("path").asString()))
                .anyMatch(path -> path.endsWith("/user/workspaces/acme/permission"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "collaborator"})
    void toAnyoneElseItIsAnError(String permission) {
        refuseChanges(403);
        control.fault("{\"path\":\"/user/workspaces/\",\"status\":200,\"contentType\":\"application/json\","
                + "\"body\":\"{\\\"permission\\\":\\\"" + permission + "\\\"}\"}");

        assertThatThrownBy(() -> connector().setRole(group(), someoneOutside(), "member"))
                .isInstanceOf(ConnectorException.Forbidden.class);
    }

    @Test
    void whereWeCannotTellWhatWeAreItIsAnError() {
        refuseChanges(403);
        control.fault("{\"path\":\"/user/workspaces/\",\"status\":403}");

        assertThatThrownBy(() -> connector().setRole(group(), someoneOutside(), "member"))
                .isInstanceOf(ConnectorException.Forbidden.class);
    }

    @Test
    void whereTheAnswerToThatIsLateWeAskAgainLater() {
        refuseChanges(403);
        control.fault("{\"path\":\"/user/workspaces/\",\"status\":503}");
        Connector connector = connector(TestApplication.at(standIn.baseUrl()).attempts(1));

        assertThatThrownBy(() -> connector.setRole(group(), someoneOutside(), "member"))
                .isInstanceOf(ConnectorException.Unavailable.class);
    }

    private static void refuseChanges(int status) {
        control.fault("{\"method\":\"PUT\",\"path\":\"/1.0/groups/\",\"status\":" + status
                + ",\"contentType\":\"application/json\",\"body\":\"{\\\"error\\\":{\\\"message\\\":\\\"No\\\"}}\"}");
    }

    private ConnectedResource group() {
        return connector().discover(new DiscoveryScope.Resources(ResourceKind.GROUP), null).items().stream()
                .map(found -> (DiscoveredResource) found)
                .map(found -> new ConnectedResource(ResourceKind.GROUP, found.externalId(), found.path()))
                .findFirst()
                .orElseThrow();
    }

    private String someoneOutside() {
        Connector connector = connector();
        ConnectedResource group = group();
        return List.of(ADA, KEN, GRACE, LINUS).stream()
                .filter(each -> connector.explicitRole(group, each).isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
