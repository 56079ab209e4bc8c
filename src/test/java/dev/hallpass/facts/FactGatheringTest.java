package dev.hallpass.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallpass.catalog.Resource;
import dev.hallpass.catalog.ResourceId;
import dev.hallpass.catalog.Sensitivity;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.Employment;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sources of facts that answer, that are slow and that fail. */
class FactGatheringTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final FactQuestion QUESTION = question();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** What a source does when it is asked. */
    interface Answering {
        Map<String, @Nullable Object> answer() throws InterruptedException;
    }

    record Source(String name, Duration timeout, String fact, Answering answering) implements FactSource {

        @Override
        public Map<String, @Nullable Object> unanswered(FactQuestion question) {
            return Map.of(fact, Facts.UNKNOWN);
        }

        @Override
        public Map<String, @Nullable Object> answer(FactQuestion question) throws InterruptedException {
            return answering.answer();
        }
    }

    private static FactQuestion question() {
        Principal ada = new Principal(
                new PrincipalId("ada"), "Ada", "", Set.of(), null, Employment.EMPLOYEE, true, Set.of(), Map.of());
        Resource resource = new Resource(
                new ResourceId(new UUID(1, 1)),
                "acme",
                ResourceKind.REPOSITORY,
                "x",
                "acme/x",
                "{x}",
                Sensitivity.INTERNAL,
                Set.of(),
                Set.of(),
                Set.of(),
                List.of("read"),
                true,
                null);
        return new FactQuestion(ada, ada, resource, "read", null, Instant.parse("2026-03-02T09:00:00Z"));
    }

    private FactGathering gathering(FactSource... sources) {
        return new FactGathering(List.of(sources), new FactSettings(SHORT, 2, null, "fact-feeders"), meters);
    }

    private static Source quick(String name, String fact, Object value) {
        return new Source(name, LONG, fact, () -> Map.of(fact, value));
    }

    private long count(String source, String outcome) {
        return meters.get("hallpass.facts.source")
                .tag("source", source)
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    @Test
    void whatAllSourcesTellIsOneTree() {
        GatheredFacts gathered = gathering(
                        quick("one", "beneficiary.risk", "LOW"),
                        quick("two", "beneficiary.onCall", true),
                        quick("three", "time.hour", 9))
                .gather(QUESTION);

        assertThat(gathered.facts())
                .isEqualTo(Map.of("beneficiary", Map.of("risk", "LOW", "onCall", true), "time", Map.of("hour", 9)));
        assertThat(gathered.unanswered()).isEmpty();
        assertThat(count("one", "answered")).isOne();
    }

    @Test
    void nothingIsAFactToo() {
        Map<String, @Nullable Object> none = new HashMap<>();
        none.put("a.b", null);

        GatheredFacts gathered =
                gathering(new Source("one", LONG, "a.b", () -> none)).gather(QUESTION);

        Map<String, @Nullable Object> within = new HashMap<>();
        within.put("b", null);
        assertThat(gathered.facts()).isEqualTo(Map.of("a", within));
    }

    @Test
    void allAreAskedAtTheSameTime() {
        CyclicBarrier together = new CyclicBarrier(3);
        Answering meets = () -> {
            try {
                together.await(10, TimeUnit.SECONDS);
                return Map.of();
            } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("The others were not asked", e);
            }
        };

        GatheredFacts gathered = gathering(
                        new Source("one", LONG, "a", () -> told(meets, "a")),
                        new Source("two", LONG, "b", () -> told(meets, "b")),
                        new Source("three", LONG, "c", () -> told(meets, "c")))
                .gather(QUESTION);

        assertThat(gathered.facts()).isEqualTo(Map.of("a", "met", "b", "met", "c", "met"));
    }

    private static Map<String, @Nullable Object> told(Answering meets, String fact) throws InterruptedException {
        meets.answer();
        return Map.of(fact, "met");
    }

    @Test
    void aSlowSourceIsUnknownAndHoldsUpNobody() {
        AtomicBoolean interrupted = new AtomicBoolean();
        Source slow = new Source("slow", SHORT, "a", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
            return Map.of("a", "too late");
        });

        GatheredFacts gathered = gathering(slow, quick("quick", "b", 1)).gather(QUESTION);

        assertThat(gathered.facts()).isEqualTo(Map.of("a", "unknown", "b", 1));
        assertThat(gathered.unanswered()).containsExactly("slow");
        assertThat(count("slow", "timed-out")).isOne();
        await().untilTrue(interrupted);
    }

    @Test
    void aSourceThatFailsIsUnknown() {
        GatheredFacts gathered = gathering(
                        new Source("broken", LONG, "a", () -> {
                            throw new IllegalStateException("no answer today");
                        }),
                        new Source("worse", LONG, "b", () -> {
                            throw new StackOverflowError();
                        }))
                .gather(QUESTION);

        assertThat(gathered.facts()).isEqualTo(Map.of("a", "unknown", "b", "unknown"));
        assertThat(gathered.unanswered()).containsExactly("broken", "worse");
        assertThat(count("broken", "failed")).isOne();
    }

    @Test
    void aSourceThatTellsOtherFactsThanItShouldIsUnknown() {
        GatheredFacts gathered = gathering(
                        new Source("less", LONG, "a", Map::of),
                        new Source(
                                "more", LONG, "b", () -> Map.of("b", 1, "requester.groups", List.of("administrators"))))
                .gather(QUESTION);

        assertThat(gathered.facts()).isEqualTo(Map.of("a", "unknown", "b", "unknown"));
        assertThat(gathered.unanswered()).containsExactly("less", "more");
    }

    @Test
    void aSourceThatHangsIsAskedNoMoreThanItMayBe() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        FactGathering gathering = gathering(new Source("deaf", SHORT, "a", () -> {
            asked.incrementAndGet();
            boolean over = false;
            while (!over) {
                try {
                    end.await();
                    over = true;
                } catch (InterruptedException e) {
                    // deaf
                }
            }
            return Map.of("a", 1);
        }));

        for (int i = 0; i < 5; i++) {
            assertThat(gathering.gather(QUESTION).unanswered()).containsExactly("deaf");
        }

        assertThat(asked).as("of which two may be under way").hasValue(2);
        end.countDown();
        await().untilAsserted(() ->
                assertThat(gathering.gather(QUESTION).unanswered()).isEmpty());
    }

    @Test
    void noTwoSourcesAreTheSame() {
        assertThatThrownBy(() -> gathering(quick("one", "a", 1), quick("one", "b", 1)))
                .isInstanceOf(IllegalStateException.class);
        FactGathering same = gathering(quick("one", "a", 1), quick("two", "a", 2));
        assertThatThrownBy(() -> same.gather(QUESTION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a");
    }

    @Test
    void whoAsksAndIsStoppedGetsUnknownAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        GatheredFacts gathered = gathering(new Source("slow", LONG, "a", () -> {
                    new CountDownLatch(1).await();
                    return Map.of("a", 1);
                }))
                .gather(QUESTION);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(gathered.facts()).isEqualTo(Map.of("a", "unknown"));
    }
}
