package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.identity.PrincipalId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** What was changed by hand is kept once, with its end, and both are in the trail. */
class DriftFindingsTest extends AccessTest {

    private static DriftFindings findings() {
        return context.bean(DriftFindings.class);
    }

    private static Pair pair(String person) {
        return new Pair(new PrincipalId(person), context.repository(PAYMENTS).id(), "557058:" + person);
    }

    private static DriftFinding.Seen seen(DriftKind kind, @Nullable String expected, @Nullable String found) {
        return DriftFinding.Seen.ofPair(pair("ada"), kind, expected, found, null, DriftResponse.REPORT, List.of());
    }

    private static UUID found(DriftFinding.Seen seen) {
        return context.inTransaction(() -> findings().found(seen));
    }

    private static List<String> trail(UUID finding) {
        return context.jdbc()
                .sql("select type from audit_event where details ->> 'finding' = ? order by id")
                .param(finding.toString())
                .query(String.class)
                .list();
    }

    private static double open(DriftKind kind) {
        return context.bean(MeterRegistry.class)
                .get("hallpass.drift.open")
                .tags("application", "acme", "kind", kind.name())
                .gauge()
                .value();
    }

    private static void settle(DriftResolution resolution) {
        context.inTransaction(() -> {
            findings().settled(pair("ada"), resolution, "hallpass");
            return true;
        });
    }

    @Test
    void whatIsSeenTwiceIsOneFindingAndOneEvent() {
        UUID first = found(seen(DriftKind.REMOVED, "write", null));
        UUID again = found(seen(DriftKind.REMOVED, "write", null));

        assertThat(again).isEqualTo(first);
        assertThat(trail(first)).containsExactly("access.drift-found");
        DriftFinding stored = findings().require(first);
        assertThat(stored.principal()).isEqualTo(new PrincipalId("ada"));
        assertThat(stored.application()).isEqualTo("acme");
        assertThat(stored.holder()).isEqualTo(HolderKind.ACCOUNT);
        assertThat(stored.state()).isEqualTo(DriftState.OPEN);
        assertThat(stored.expected()).isEqualTo("write");
        assertThat(stored.found()).isNull();
        assertThat(open(DriftKind.REMOVED)).isEqualTo(1);
    }

    @Test
    void whatChangesFurtherIsTheSameFindingAndToldAgain() {
        UUID first = found(seen(DriftKind.RAISED, "read", "write"));
        UUID again = found(seen(DriftKind.RAISED, "read", "admin"));

        assertThat(again).isEqualTo(first);
        assertThat(findings().require(first).found()).isEqualTo("admin");
        assertThat(trail(first)).containsExactly("access.drift-found", "access.drift-found");
    }

    @Test
    void aSettledFindingTellsHowAndByWhomAndIsSettledOnce() {
        UUID id = found(seen(DriftKind.ADDED, null, "admin"));
        pass(Duration.ofMinutes(5));
        settle(DriftResolution.REVOKED);
        settle(DriftResolution.ACCEPTED);

        DriftFinding settled = findings().require(id);
        assertThat(settled.state()).isEqualTo(DriftState.RESOLVED);
        assertThat(settled.resolution()).isEqualTo(DriftResolution.REVOKED);
        assertThat(settled.resolvedBy()).isEqualTo("hallpass");
        assertThat(settled.resolvedAt()).isEqualTo(settled.foundAt().plus(Duration.ofMinutes(5)));
        assertThat(trail(id)).containsExactly("access.drift-found", "access.drift-resolved");
        assertThat(open(DriftKind.ADDED)).isZero();
    }

    @Test
    void theSameAfterwardsIsANewFinding() {
        UUID first = found(seen(DriftKind.ADDED, null, "admin"));
        settle(DriftResolution.REVOKED);
        UUID second = found(seen(DriftKind.ADDED, null, "admin"));

        assertThat(second).isNotEqualTo(first);
        assertThat(findings().search(new DriftQuery(null, null, new PrincipalId("ada"), "acme", null, null, 10)))
                .extracting(DriftFinding::id)
                .containsExactly(second, first);
        assertThat(findings().search(new DriftQuery(DriftState.OPEN, null, null, null, null, null, 10)))
                .extracting(DriftFinding::id)
                .containsExactly(second);
    }

    @Test
    void oneThatConcernsOneGrantIsPartOfItsRequestsStory() {
        Grant grant = context.granted("ada", PAYMENTS, "write", HOUR);

        found(DriftFinding.Seen.ofPair(
                pair("ada"), DriftKind.REMOVED, "write", null, null, DriftResponse.REPORT, List.of(grant.id())));

        assertThat(events(grant.request())).contains("access.drift-found");
    }

    @Test
    void theFindingIsGoneWithTheTransactionThatFoundIt() {
        assertThatThrownBy(() -> context.inTransaction(() -> {
                    findings().found(seen(DriftKind.ADDED, null, "read"));
                    throw new IllegalStateException("the ledger fails");
                }))
                .hasMessage("the ledger fails");

        assertThat(findings().search(new DriftQuery(null, null, null, null, null, null, 10)))
                .isEmpty();
    }

    @Test
    void whatDoesNotDifferCannotBeStored() {
        assertThatThrownBy(() -> found(seen(DriftKind.LOWERED, "read", "read")))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> found(seen(DriftKind.LOWERED, "read", null)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
