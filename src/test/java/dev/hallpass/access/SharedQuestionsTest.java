package dev.hallpass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Urgency;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions about one topic while another is being answered. */
class SharedQuestionsTest {

    private static final String TOPIC = "payments-api";

    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final SharedQuestions<String> questions = new SharedQuestions<>(this::answer);
    private Function<Call, Map<String, String>> answers = call -> told(call.accounts());

    /** A call that waits until the test lets it go. */
    private record Call(Set<String> accounts, Urgency urgency, CountDownLatch goes) {}

    private Map<String, String> answer(String topic, Set<String> accounts, Urgency urgency) {
        Call call = new Call(accounts, urgency, new CountDownLatch(1));
        calls.add(call);
        try {
            if (!call.goes().await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test forgot the call " + call);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return answers.apply(call);
    }

    private static Map<String, String> told(Set<String> accounts) {
        Map<String, String> told = new HashMap<>();
        accounts.forEach(account -> told.put(account, "role of " + account));
        return told;
    }

    private CompletableFuture<Optional<String>> ask(String account, Urgency urgency) {
        long before = questions.asked();
        CompletableFuture<Optional<String>> answer =
                CompletableFuture.supplyAsync(() -> questions.ask(TOPIC, account, urgency), asking);
        Awaitility.await().until(() -> questions.asked() > before);
        return answer;
    }

    private Call call(int number) {
        Awaitility.await().until(() -> calls.size() > number);
        return calls.get(number);
    }

    private void letGo(int number) {
        call(number).goes().countDown();
    }

    @AfterEach
    void nothingIsLeft() {
        calls.forEach(call -> call.goes().countDown());
        asking.close();
        assertThat(questions.topics()).isZero();
    }

    @Test
    void aQuestionThatComesAloneGoesOutAtOnce() {
        var ada = ask("ada", Urgency.GRANT);

        letGo(0);

        assertThat(ada.join()).contains("role of ada");
        assertThat(call(0).accounts()).containsExactly("ada");
    }

    @Test
    void thoseThatComeWhileOneIsUnderWayShareTheNextCall() {
        var ada = ask("ada", Urgency.GRANT);
        call(0);
        var ken = ask("ken", Urgency.GRANT);
        var ruth = ask("ruth", Urgency.GRANT);
        var kenAgain = ask("ken", Urgency.GRANT);

        letGo(0);
        letGo(1);

        assertThat(List.of(ada.join(), ken.join(), ruth.join(), kenAgain.join()))
                .extracting(Optional::orElseThrow)
                .containsExactly("role of ada", "role of ken", "role of ruth", "role of ken");
        assertThat(calls).extracting(Call::accounts).containsExactly(Set.of("ada"), Set.of("ken", "ruth"));
    }

    @Test
    void aSecondQuestionAboutTheSameAccountIsNotAnsweredByTheFirstCall() {
        var before = ask("ada", Urgency.GRANT);
        call(0);
        answers = call -> Map.of();
        var after = ask("ada", Urgency.GRANT);

        letGo(0);
        letGo(1);

        assertThat(before.join()).isEmpty();
        assertThat(after.join()).isEmpty();
        assertThat(calls).hasSize(2);
    }

    @Test
    void whatIsMoreUrgentWaitsForNothingLessUrgentAndTakesTheOthersAlong() {
        var background = ask("ada", Urgency.BACKGROUND);
        call(0);
        var waiting = ask("ken", Urgency.BACKGROUND);
        var revocation = ask("ruth", Urgency.REVOCATION);

        letGo(1);

        assertThat(revocation.join()).contains("role of ruth");
        assertThat(waiting.join()).contains("role of ken");
        assertThat(call(1).urgency()).isEqualTo(Urgency.REVOCATION);
        assertThat(background).isNotDone();
        letGo(0);
        assertThat(background.join()).contains("role of ada");
    }

    @Test
    void whatWaitsForAnUrgentCallThatIsOverDoesNotWaitForALessUrgentOne() {
        ask("ada", Urgency.BACKGROUND);
        call(0);
        ask("ken", Urgency.REVOCATION);
        call(1);
        var next = ask("ruth", Urgency.REVOCATION);

        letGo(1);
        letGo(2);

        assertThat(next.join()).contains("role of ruth");
    }

    @Test
    void anErrorOfTheApplicationGoesToAll() {
        ask("ada", Urgency.GRANT);
        call(0);
        answers = call -> {
            throw new ConnectorException.NotFound("gone");
        };
        var ken = ask("ken", Urgency.GRANT);
        var ruth = ask("ruth", Urgency.GRANT);

        letGo(0);
        letGo(1);

        List.of(ken, ruth)
                .forEach(answer -> assertThatThrownBy(answer::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(ConnectorException.NotFound.class));
        assertThat(calls).hasSize(2);
    }

    @Test
    void thatNoCallIsFreeForWhoeverLeadsDoesNotConcernThoseWhoHaveSomeReserved() {
        ask("ada", Urgency.GRANT);
        call(0);
        answers = call -> {
            if (call.accounts().size() > 1) {
                throw new ConnectorException.RateLimited("used up", Duration.ofSeconds(7));
            }
            return told(call.accounts());
        };
        var leads = ask("ken", Urgency.GRANT);
        var hasCalls = ask("ruth", Urgency.GRANT);

        letGo(0);
        letGo(1);
        letGo(2);

        assertThatThrownBy(leads::join).hasCauseInstanceOf(ConnectorException.RateLimited.class);
        assertThat(hasCalls.join()).contains("role of ruth");
        assertThat(calls).extracting(Call::accounts).endsWith(Set.of("ruth"));
    }

    @Test
    void anApplicationThatDoesNotAnswerIsNotAskedForEachAlone() {
        ask("ada", Urgency.GRANT);
        call(0);
        answers = call -> {
            throw new ConnectorException.Unavailable("no answer", new IOException("reset"));
        };
        var ken = ask("ken", Urgency.GRANT);
        var ruth = ask("ruth", Urgency.GRANT);

        letGo(0);
        letGo(1);

        List.of(ken, ruth)
                .forEach(answer ->
                        assertThatThrownBy(answer::join).hasCauseInstanceOf(ConnectorException.Unavailable.class));
        assertThat(calls).hasSize(2);
    }

    @Test
    void whatFailsBecauseOfOneFailsForNoOther() {
        ask("ada", Urgency.GRANT);
        call(0);
        answers = call -> {
            if (call.accounts().contains("ken")) {
                throw new ConnectorException.Rejected("an unknown permission of ken");
            }
            return told(call.accounts());
        };
        var ken = ask("ken", Urgency.GRANT);
        var ruth = ask("ruth", Urgency.REVOCATION);

        List<Call> gone = new ArrayList<>();
        Awaitility.await().until(() -> {
            calls.forEach(call -> {
                if (!gone.contains(call)) {
                    gone.add(call);
                    call.goes().countDown();
                }
            });
            return ken.isDone() && ruth.isDone();
        });

        assertThat(ruth.join()).contains("role of ruth");
        assertThatThrownBy(ken::join).hasCauseInstanceOf(ConnectorException.Rejected.class);
    }

    @Test
    void otherTopicsAreAnsweredAtTheSameTime() {
        ask("ada", Urgency.GRANT);
        call(0);

        var other = CompletableFuture.supplyAsync(() -> questions.ask("web-shop", "ken", Urgency.GRANT), asking);
        letGo(1);

        assertThat(other.join()).contains("role of ken");
    }
}
