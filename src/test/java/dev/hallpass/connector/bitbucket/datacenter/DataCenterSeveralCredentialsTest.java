package dev.hallpass.connector.bitbucket.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialSettings;
import dev.hallpass.connector.CredentialStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pool of tokens of which not all are accepted or may do the same, over HTTP. */
class DataCenterSeveralCredentialsTest extends DataCenterConnectorTest {

    private static final CredentialSettings READING = credential(null, "read-token");
    private static final CredentialSettings EXPIRED = credential(null, "expired-token");

    @Test
    void whereOneLacksTheRightAnotherIsTakenAndTheFirstIsLeftAloneForThis() {
        Connector pool = connector(List.of(READING, TOKEN), Map.of());

        pool.setRole(API, "ken", "read");
        pool.setRole(API, "ken", "write");

        assertThat(writes()).as("one refused, two done").hasSize(3);
        assertThat(pool.explicitRole(API, "ken")).contains("write");
        assertThat(pool.credentials()).allMatch(CredentialStatus::accepted);
    }

    @Test
    void onlyThatAllLackTheRightIsFinalAndItIsSaidThatTheCredentialsAreAtFault() {
        Connector pool = connector(List.of(READING, credential(null, "read-token")), Map.of());

        assertThatThrownBy(() -> pool.setRole(API, "ken", "read"))
                .isInstanceOfSatisfying(
                        ConnectorException.Forbidden.class,
                        refused -> assertThat(refused.credentialBlamed()).isTrue());
    }

    @Test
    void oneThatIsNotAcceptedIsChangedForTheOtherAndLeftAlone() {
        Connector pool = connector(List.of(EXPIRED, TOKEN), Map.of());
        control.forgetCalls();

        assertThat(pool.explicitRole(API, "ada")).contains("read");
        int first = control.calls("").size();
        control.forgetCalls();
        assertThat(pool.explicitRole(API, "ada")).contains("read");

        assertThat(control.calls("").size()).isLessThan(first);
        assertThat(pool.credentials()).extracting(CredentialStatus::accepted).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void whereNoneIsAcceptedTheFailureNamesNoSecret() {
        Connector pool = connector(List.of(EXPIRED, credential(null, "unknown-token")), Map.of());

        assertThatThrownBy(() -> pool.explicitRole(API, "ada"))
                .isInstanceOf(ConnectorException.Unauthenticated.class)
                .hasMessageNotContaining("expired-token")
                .hasMessageNotContaining("unknown-token");
    }

    private static List<String> writes() {
        return control.calls("permissions").stream()
                .filter(call -> call.startsWith("PUT"))
                .toList();
    }
}
