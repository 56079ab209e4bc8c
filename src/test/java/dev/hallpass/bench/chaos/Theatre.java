package dev.hallpass.bench.chaos;

import dev.hallpass.ApiClient;
import dev.hallpass.bench.chaos.Watch.Followed;
import dev.hallpass.bench.chaos.Watch.Seen;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What all scripts of a run need, and the requests that they made. */
final class Theatre {

    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Calls calls;
    private final Watch watch;
    private final HandChanges hands;
    private final Report report;
    private final Set<UUID> accepted = ConcurrentHashMap.newKeySet();
    private final Set<UUID> bundles = ConcurrentHashMap.newKeySet();

    Theatre(Calls calls, Watch watch, HandChanges hands, Report report) {
        this.calls = calls;
        this.watch = watch;
        this.hands = hands;
        this.report = report;
    }

    /** Something that somebody does; it is over when it returns. */
    interface Script {
        void play() throws InterruptedException;
    }

    /** Plays a script, unless Hallpass does not answer for minutes. */
    void play(String what, Script script) throws InterruptedException {
        try {
            script.play();
        } catch (Calls.NoAnswerException e) {
            report.step(what + ": gave up");
        }
    }

    Calls calls() {
        return calls;
    }

    HandChanges hands() {
        return hands;
    }

    Report report() {
        return report;
    }

    /** The requests that were accepted, parts of bundles and extensions too. */
    Set<UUID> accepted() {
        return accepted;
    }

    /** The bundle requests that were accepted. */
    Set<UUID> bundles() {
        return bundles;
    }

    Followed accept(String what, String step, String id) {
        UUID request = UUID.fromString(id);
        accepted.add(request);
        report.count(what);
        report.step("step %s: %s %s".formatted(step, what, id));
        return watch.follow(request);
    }

    void acceptBundle(String id) {
        bundles.add(UUID.fromString(id));
        report.count("bundles accepted");
    }

    /** Waits until a request stands so. */
    Seen await(Followed request, Object plan, Predicate<Seen> so) throws InterruptedException {
        Seen seen = request.await(so, PATIENCE);
        if (!so.test(seen)) {
            throw stuck("%s (%s) is %s".formatted(request.id(), plan, seen.state()));
        }
        return seen;
    }

    /** Something did not go on. */
    Calls.NoAnswerException stuck(String what) {
        report.wrong("stuck", what);
        return new Calls.NoAnswerException("stuck");
    }

    /** One of these statuses is right, any other wrong. */
    void expect(String what, Object plan, ApiClient.Response answer, int... expected) {
        for (int one : expected) {
            if (one == answer.status()) {
                return;
            }
        }
        report.wrong("answer", "%s in %s -> %d %s".formatted(what, plan, answer.status(), answer.text()));
    }
}
