package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.HallpassTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 3: standing access is restored exactly. */
class StandingAccessIsRestoredExactlyTest extends HallpassTest {

    @ParameterizedTest
    @ValueSource(strings = {"none", "read", "write", "admin"})
    void whateverWasHeldBeforeATemporaryWriteIsHeldAfterIt(String standing) {
        String ada = engineer();
        bitbucket().setByHand(ada, "service-1", standing);

        String request = granted(ada, "service-1", "write", "PT2S");
        awaitState(request, "ENDED");

        assertThat(bitbucket().permission(ada, "service-1")).isEqualTo(standing);
    }

    @Test
    void aStandingReadIsNeverTakenAwayInBetween() {
        String ada = engineer();
        bitbucket().setByHand(ada, "service-2", "read");

        String request = granted(ada, "service-2", "write", "PT2S");
        awaitState(request, "ENDED");

        assertThat(bitbucket()
                        .calls("permissions-config/users/" + Acme.account(ada))
                        .valueStream()
                        .map(call -> call.path("method").asString()))
                .contains("PUT")
                .doesNotContain("DELETE");
    }

    @Test
    void whatAnAdministratorChangesByHandDuringAGrantStays() {
        String ada = engineer();
        String request = granted(ada, "service-3", "write", "PT6S");

        bitbucket().setByHand(ada, "service-3", "admin");
        awaitState(request, "ENDED");

        assertThat(bitbucket().permission(ada, "service-3")).isEqualTo("admin");
    }
}
