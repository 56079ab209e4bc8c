package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Urgency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However questions meet, each is answered, about its own account, by a call that began after it was asked. */
class SharedQuestionsPropertyTest {

    /** What one of those who ask does, again and again. */
    record Asker(String topic, String account, Urgency urgency, int questions) {}

    @Provide
    Arbitrary<List<Asker>> askers() {
        return Combinators.combine(
                        Arbitraries.of("one", "two"),
                        Arbitraries.of("a", "b", "c", "d", "e", "f"),
                        Arbitraries.of(Urgency.class),
                        Arbitraries.integers().between(1, 8))
                .as(Asker::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(16);
    }

    @Property(tries = 150)
    void noQuestionIsAnsweredByACallThatBeganBeforeIt(
            @ForAll("askers") List<Asker> askers, @ForAll("everyHowMany") int fails) {
        AtomicLong time = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        Queue<String> wrongs = new ConcurrentLinkedQueue<>();
        AtomicInteger answered = new AtomicInteger();
        SharedQuestions<String> questions = new SharedQuestions<>((topic, accounts, urgency) -> {
            long begun = time.incrementAndGet();
            int call = calls.incrementAndGet();
            LockSupport.parkNanos(50_000L * (call % 5));
            if (fails > 1 && call % fails == 0) {
                throw new ConnectorException.Rejected("this one");
            }
            return told(topic, accounts, begun);
        });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            askers.forEach(asker -> threads.execute(() -> {
                for (int i = 0; i < asker.questions(); i++) {
                    long asked = time.incrementAndGet();
                    try {
                        String answer = questions
                                .ask(asker.topic(), asker.account(), asker.urgency())
                                .orElse("nothing");
                        judge(asker, asked, answer, wrongs);
                    } catch (ConnectorException.Rejected e) {
                        // Told, so answered.
                    }
                    answered.incrementAndGet();
                }
            }));
        }

        int asked = askers.stream().mapToInt(Asker::questions).sum();
        assertThat(wrongs).isEmpty();
        assertThat(answered).hasValue(asked);
        assertThat(questions.topics()).isZero();
        assertThat(calls.get()).isLessThanOrEqualTo(2 * asked);
    }

    @Provide
    Arbitrary<Integer> everyHowMany() {
        return Arbitraries.integers().between(1, 6);
    }

    private static Map<String, String> told(String topic, Set<String> accounts, long begun) {
        Map<String, String> told = new HashMap<>();
        accounts.forEach(account -> told.put(account, topic + " " + account + " " + begun));
        return told;
    }

    private static void judge(Asker asker, long asked, String answer, Queue<String> wrongs) {
        String[] words = answer.split(" ", -1);
        if (words.length != 3 || !words[0].equals(asker.topic()) || !words[1].equals(asker.account())) {
            wrongs.add("%s was told %s".formatted(asker, answer));
        } else if (Long.parseLong(words[2]) <= asked) {
            wrongs.add("%s asked at %d and was answered by a call of %s".formatted(asker, asked, words[2]));
        }
    }
}
