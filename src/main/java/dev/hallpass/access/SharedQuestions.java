package dev.hallpass.access;

import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Urgency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Lets questions that come while one about the same topic is under way share the next call. Whatever is answered was
 * asked before the call that answers it began, so whoever has written something and asks then is told what came of it.
 * A question that comes alone goes out at once, and none waits for a call that is less urgent than itself.
 *
 * @param <T> what is asked about
 */
final class SharedQuestions<T> {

    /** Where the answers come from. */
    @FunctionalInterface
    interface Source<T> {

        /** Answers by account; nothing for those of which there is nothing to tell. */
        Map<String, String> ask(T topic, Set<String> accounts, Urgency urgency);
    }

    private final Source<T> source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<T, Line> lines = new HashMap<>();
    private long asked;
    private long called;

    SharedQuestions(Source<T> source) {
        this.source = source;
    }

    /** What becomes of a question. */
    private sealed interface Outcome permits Lead, Answered, Failed, Alone {}

    /** Whoever asked makes the call for all in the round. */
    private record Lead(Round round) implements Outcome {}

    private record Answered(Map<String, String> answers) implements Outcome {}

    private record Failed(RuntimeException why) implements Outcome {}

    /** The shared call has failed, perhaps because of others: whoever asked tries it alone. */
    private record Alone() implements Outcome {}

    private record Question(String account, Urgency urgency, CompletableFuture<Outcome> outcome) {}

    /** The questions that one call answers. */
    private record Round(List<Question> questions, Urgency urgency) {
        Set<String> accounts() {
            return questions.stream().map(Question::account).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Calls under way about a topic, and what waits for the next one. */
    private static final class Line {
        private final List<Urgency> underWay = new ArrayList<>();
        private final List<Question> waiting = new ArrayList<>();

        /** Whoever waits, waits for a call that is at least as urgent; else it is time for another. */
        boolean mustGo() {
            return !waiting.isEmpty()
                    && (underWay.isEmpty() || mostUrgent(underWay).compareTo(urgencyOf(waiting)) > 0);
        }

        Round begin() {
            Round round = new Round(List.copyOf(waiting), urgencyOf(waiting));
            waiting.clear();
            underWay.add(round.urgency());
            return round;
        }

        private static Urgency urgencyOf(List<Question> questions) {
            return mostUrgent(questions.stream().map(Question::urgency).toList());
        }

        private static Urgency mostUrgent(List<Urgency> urgencies) {
            return urgencies.stream().min(Urgency::compareTo).orElse(Urgency.BACKGROUND);
        }
    }

    /**
     * The answer about one account.
     *
     * @throws ConnectorException as the source answered
     */
    Optional<String> ask(T topic, String account, Urgency urgency) {
        Question own = new Question(account, urgency, new CompletableFuture<>());
        Outcome outcome = first(topic, own);
        if (outcome instanceof Lead lead) {
            outcome = lead(topic, lead.round());
        }
        return switch (outcome) {
            case Answered answered -> Optional.ofNullable(answered.answers().get(account));
            case Failed failed -> throw failed.why();
            case Alone alone -> alone(topic, account, urgency);
            case Lead lead -> throw new IllegalStateException("nobody leads twice");
        };
    }

    private Optional<String> alone(T topic, String account, Urgency urgency) {
        count();
        return Optional.ofNullable(source.ask(topic, Set.of(account), urgency).get(account));
    }

    private void count() {
        lock.lock();
        try {
            called++;
        } finally {
            lock.unlock();
        }
    }

    private Outcome first(T topic, Question own) {
        lock.lock();
        try {
            Line line = lines.computeIfAbsent(topic, fresh -> new Line());
            line.waiting.add(own);
            asked++;
            if (line.mustGo()) {
                return new Lead(line.begin());
            }
        } finally {
            lock.unlock();
        }
        return own.outcome().join();
    }

    private Outcome lead(T topic, Round round) {
        Outcome outcome = new Alone();
        try {
            outcome = answered(topic, round);
        } finally {
            Outcome ofOthers = concernsOthers(outcome) ? outcome : new Alone();
            for (Question question : round.questions()) {
                question.outcome().complete(ofOthers);
            }
            goOn(topic, round);
        }
        return outcome;
    }

    private Outcome answered(T topic, Round round) {
        count();
        Set<String> accounts = round.accounts();
        try {
            return new Answered(source.ask(topic, accounts, round.urgency()));
        } catch (RuntimeException e) {
            return accounts.size() == 1 || concernsAll(e) ? new Failed(e) : new Alone();
        }
    }

    /** That no call is free for whoever leads says nothing of the others: they may have calls reserved. */
    private static boolean concernsOthers(Outcome outcome) {
        return !(outcome instanceof Failed failed && failed.why() instanceof ConnectorException.RateLimited);
    }

    /** A call for one account would fail in the same way: no call is free, nobody answers, or nothing is there. */
    private static boolean concernsAll(RuntimeException e) {
        return e instanceof ConnectorException.RateLimited
                || e instanceof ConnectorException.NotFound
                || e instanceof ConnectorException.Unauthenticated
                || (e instanceof ConnectorException.Unavailable && e.getCause() != null);
    }

    /** The call is over; the first of those who wait makes the next one, for all of them. */
    private void goOn(T topic, Round over) {
        lock.lock();
        try {
            Line line = lines.get(topic);
            if (line == null) {
                throw new IllegalStateException("the line of %s is gone".formatted(topic));
            }
            line.underWay.remove(over.urgency());
            if (line.mustGo()) {
                Round next = line.begin();
                next.questions().getFirst().outcome().complete(new Lead(next));
            } else if (line.underWay.isEmpty()) {
                lines.remove(topic);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many questions there were. */
    long asked() {
        return read(() -> asked);
    }

    /** How many times the source was asked. */
    long called() {
        return read(() -> called);
    }

    /** How many topics are being asked about. */
    int topics() {
        return Math.toIntExact(read(lines::size));
    }

    private long read(LongSupplier number) {
        lock.lock();
        try {
            return number.getAsLong();
        } finally {
            lock.unlock();
        }
    }
}
