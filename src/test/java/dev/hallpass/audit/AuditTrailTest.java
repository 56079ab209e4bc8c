package dev.hallpass.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.common.ProblemException;
import dev.hallpass.common.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.transaction.IllegalTransactionStateException;

class AuditTrailTest extends AuditTest {

    private static List<String> actors(AuditQuery query) {
        return trail().find(query, null, 100).items().stream()
                .map(AuditRecord::actor)
                .toList();
    }

    private static AuditQuery by(@Nullable String actor, @Nullable String principal, @Nullable String resource) {
        return new AuditQuery(null, null, actor, principal, resource, null, null);
    }

    @Test
    void recordingDemandsATransaction() {
        assertThatThrownBy(() -> trail().record(event("ada"))).isInstanceOf(IllegalTransactionStateException.class);

        assertThat(actors(AuditQuery.all())).isEmpty();
    }

    @Test
    void whatIsRolledBackLeavesNothing() {
        assertThatThrownBy(() -> transaction().execute(status -> {
                    trail().record(event("ada"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        trail().seal();

        assertThat(actors(AuditQuery.all())).isEmpty();
        assertThat(trail().verify().events()).isZero();
    }

    @Test
    void anEventKeepsAllThatWasSaid() {
        MDC.put("requestId", "call-1");
        try {
            AuditContext.within(9_007_199_254_740_993L, "Provision", () -> {
                record(event("hallpass").with("count", 3).with("who", List.of("ada", "ken")));
                return null;
            });
        } finally {
            MDC.remove("requestId");
        }
        trail().seal();

        AuditRecord stored = trail().find(AuditQuery.all(), null, 10).items().getFirst();
        assertThat(stored.type()).isEqualTo("grant.opened");
        assertThat(stored.actor()).isEqualTo("hallpass");
        assertThat(stored.principal()).isEqualTo("ada");
        assertThat(stored.resource()).isEqualTo("payments");
        assertThat(stored.requestId()).isEqualTo(REQUEST);
        assertThat(stored.policyVersion()).isEqualTo("3");
        assertThat(stored.rule()).isEqualTo("owner-approves-write");
        assertThat(stored.occurredAt()).isEqualTo(clock().instant());
        assertThat(stored.processInstanceKey()).isEqualTo(9_007_199_254_740_993L);
        assertThat(stored.processElement()).isEqualTo("Provision");
        assertThat(stored.correlationId()).isEqualTo("call-1");
        assertThat(stored.details())
                .containsEntry("role", "write")
                .containsEntry("count", 3)
                .containsEntry("who", List.of("ada", "ken"));
        assertThat(stored.seal())
                .isEqualTo(new AuditRecord.Seal(
                        1, HashChain.START, trail().verify().headHash()));
    }

    @Test
    void theProcessElementIsThatOfTheInnermostWork() {
        AuditContext.within(1, "outer", () -> {
            AuditContext.within(2, "inner", () -> {
                record(event("first"));
                return null;
            });
            record(event("second"));
            return null;
        });
        record(event("third"));

        assertThat(trail().find(AuditQuery.all(), null, 10).items())
                .extracting(AuditRecord::processElement)
                .containsExactly(null, "outer", "inner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table audit_event; --",
                "<script>alert(1)</script>",
                "line\nbreak\ttab \"quoted\" \\ back",
                "\uD83D\uDD11 clé Ω",
                ""
            })
    void anyTextIsKeptAndTheChainHolds(String text) {
        record(event("ada").with("comment", text));
        trail().seal();

        assertThat(trail().verify().fault()).isNull();
        assertThat(trail().find(AuditQuery.all(), null, 1).items().getFirst().details())
                .containsEntry("comment", text);
    }

    @Test
    void eachCriterionFindsItsOwn() {
        UUID other = UUID.fromString("00000000-0000-7000-8000-0000000000ff");
        Instant start = clock().instant();
        record(AuditEvent.of(AuditEventType.DIRECTORY_LOADED, "hallpass"));
        clock().advance(Duration.ofMinutes(1));
        record(event("grace").forPrincipal("ken").ofRequest(other));
        clock().advance(Duration.ofMinutes(1));
        record(event("alan").onResource("web-shop"));

        assertThat(actors(AuditQuery.all())).containsExactly("alan", "grace", "hallpass");
        assertThat(actors(by("grace", null, null))).containsExactly("grace");
        assertThat(actors(by(null, "ken", null))).containsExactly("grace");
        assertThat(actors(by(null, null, "web-shop"))).containsExactly("alan");
        assertThat(actors(by("grace", null, "web-shop"))).isEmpty();
        assertThat(actors(AuditQuery.ofRequest(other))).containsExactly("grace");
        assertThat(actors(new AuditQuery(null, null, null, null, null, "directory.loaded", null)))
                .containsExactly("hallpass");
        assertThat(actors(new AuditQuery(start.plusSeconds(60), null, null, null, null, null, null)))
                .as("from is included")
                .containsExactly("alan", "grace");
        assertThat(actors(new AuditQuery(null, start.plusSeconds(60), null, null, null, null, null)))
                .as("to is not")
                .containsExactly("hallpass");
        assertThat(actors(by("'; drop table audit_event; --", null, null))).isEmpty();
    }

    @Test
    void pagesAreCompleteAndWithoutDoublesWhileEventsAreAdded() {
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= 25; number++) {
            record(event("actor-" + number));
            expected.addFirst("actor-" + number);
        }

        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Slice<AuditRecord> page = trail().find(AuditQuery.all(), cursor, 4);
            page.items().forEach(each -> seen.add(each.actor()));
            record(event("meanwhile"));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void aForeignCursorIsNamed() {
        assertThatThrownBy(() -> trail().find(AuditQuery.all(), "no-cursor", 10))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.field()).isEqualTo("cursor"));
    }
}
