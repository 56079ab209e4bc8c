package dev.hallpass.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.Acme;
import dev.hallpass.HallpassTest;
import org.junit.jupiter.api.Test;

/** Invariant 4: overlapping grants never cut each other short. */
class OverlappingGrantsTest extends HallpassTest {

    @Test
    void aLaterGrantKeepsAccessWhenTheEarlierEnds() {
        String ada = engineer();
        String earlier = granted(ada, "ledger", "write", "PT4S");
        String later = granted(ada, "ledger", "write", "PT12S");

        awaitState(earlier, "ENDED");

        assertThat(state(later)).isEqualTo("ACTIVE");
        assertThat(bitbucket().permission(ada, "ledger")).isEqualTo("write");
        awaitState(later, "ENDED");
        assertThat(bitbucket().permission(ada, "ledger")).isEqualTo("none");
    }

    @Test
    void aHigherRoleFallsBackToTheLowerOneThatIsStillInForce() {
        String ada = engineer();
        String lower = granted(ada, "ledger", "read", "PT14S");
        String higher = granted(ada, "ledger", "write", "PT4S");
        assertThat(bitbucket().permission(ada, "ledger")).isEqualTo("write");

        awaitState(higher, "ENDED");

        assertThat(state(lower)).isEqualTo("ACTIVE");
        assertThat(bitbucket().permission(ada, "ledger")).isEqualTo("read");
        awaitState(lower, "ENDED");
        assertThat(bitbucket().permission(ada, "ledger")).isEqualTo("none");
    }

    @Test
    void aLowerGrantThatOpensWhileAHigherOneIsInForceWritesNothing() {
        String ada = engineer();
        // Asked before: with the higher one in force it would be refused as held already.
        String lower = ask(ada, "ledger", "read", "PT2S");
        granted(ada, "ledger", "write", "PT1H");

        approve(Acme.OWNER, lower, 0);
        awaitState(lower, "ENDED");

        assertThat(bitbucket()
                        .calls("permissions-config/users/" + Acme.account(ada))
                        .valueStream()
                        .map(call -> call.path("method").asString())
                        .filter(method -> !method.equals("GET")))
                .as("written for the higher one, and neither when the lower one begins nor when it ends")
                .containsExactly("PUT");
        assertThat(bitbucket().permission(ada, "ledger")).isEqualTo("write");
    }
}
