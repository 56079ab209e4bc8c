package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectorException;
import org.junit.jupiter.api.Test;

/** A refused change of a group that does not say why: for a person if the user's directory cannot be written to. */
class DataCenterAmbiguousRefusalTest extends DataCenterConnectorTest {

    @Test
    void ofSomebodyWhoseDirectoryCanBeWrittenToItIsAnError() {
        refuseChanges();

        assertThatThrownBy(() -> connector.setRole(DEVELOPERS, "ada", "member"))
                .isInstanceOf(ConnectorException.Forbidden.class);
    }

    @Test
    void ofSomebodyWhoseDirectoryCannotBeWrittenToItIsForAPerson() {
        refuseChanges();

        assertThatThrownBy(() -> connector.setRole(DEVELOPERS, "ldap-user", "member"))
                .isInstanceOf(ConnectorException.ByHand.class)
                .hasMessageContaining("directory");
    }

    @Test
    void whereTheAnswerToThatIsLateWeAskAgainLater() {
        refuseChanges();
        control.fault("{\"method\":\"GET\",\"path\":\"/admin/users\",\"status\":503}");

        assertThatThrownBy(() -> connector.setRole(DEVELOPERS, "ldap-user", "member"))
                .isInstanceOf(ConnectorException.Unavailable.class);
    }

    private static void refuseChanges() {
        control.fault("{\"method\":\"POST\",\"path\":\"/admin/\",\"status\":403,\"contentType\":\"application/json\","
                + "\"body\":\"{\\\"errors\\\":[{\\\"message\\\":\\\"No\\\"}]}\"}");
    }
}
