package dev.hallpass.web;

import dev.hallpass.common.ProblemException;
import dev.hallpass.common.ProblemKind;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a call that is made again, because its answer was lost, have its effect once. The key, the effect and the answer
 * are one transaction: either all of them are there or none, so a call that failed leaves its key free.
 */
@Component
class Idempotency {

    /** Tells the caller that the answer is that of an earlier call. */
    static final String REPLAYED = "Idempotent-Replayed";

    private final IdempotencyKeys keys;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    Idempotency(IdempotencyKeys keys, JsonMapper json, PlatformTransactionManager transactions) {
        this.keys = keys;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Runs an action that changes something, in a transaction, unless the same call was answered before.
     *
     * @throws ProblemException if the key was used for another call
     */
    ResponseEntity<String> run(Viewer viewer, ApiCall call, Supplier<Answer> action) {
        return Objects.requireNonNull(transaction.execute(status -> once(viewer, call, action)));
    }

    /**
     * The same for an action that needs something first that may last, such as an answer of an application. That comes
     * before the transaction, so that nobody waits for an application with a database connection in hand.
     *
     * @throws ProblemException if the key was used for another call
     */
    <T extends @Nullable Object> ResponseEntity<String> run(
            Viewer viewer, ApiCall call, Supplier<T> first, Function<T, Answer> action) {
        String key = call.idempotencyKey();
        if (key != null && keys.find(viewer.id(), key).isPresent()) {
            return entity(answeredBefore(viewer, key, call), true);
        }
        T found;
        try {
            found = first.get();
        } catch (ProblemException problem) {
            if (key != null && keys.find(viewer.id(), key).isPresent()) {
                // The same call was answered meanwhile, and what it has done is what is in the way now.
                return entity(answeredBefore(viewer, key, call), true);
            }
            throw problem;
        }
        return run(viewer, call, () -> action.apply(found));
    }

    private ResponseEntity<String> once(Viewer viewer, ApiCall call, Supplier<Answer> action) {
        String key = call.idempotencyKey();
        if (key == null) {
            return entity(written(action.get()), false);
        }
        // Waits for a call with the same key that is under way; if that one fails, this one takes its place.
        if (!keys.claim(viewer.id(), key, call)) {
            return entity(answeredBefore(viewer, key, call), true);
        }
        StoredAnswer answer = written(action.get());
        keys.store(viewer.id(), key, answer);
        return entity(answer, false);
    }

    private StoredAnswer answeredBefore(Viewer viewer, String key, ApiCall call) {
        IdempotencyKeys.Entry entry = keys.find(viewer.id(), key)
                .orElseThrow(() -> ProblemException.conflict("A call with the same key has just ended; repeat it."));
        if (!entry.target().equals(call.target()) || !entry.bodyHash().equals(call.bodyHash())) {
            throw new ProblemException(
                    ProblemKind.KEY_REUSED,
                    "This key was used for another call.",
                    ApiCall.KEY_HEADER,
                    "a new key for each new call; the same key only to repeat the same call");
        }
        return Optional.ofNullable(entry.answer())
                .orElseThrow(() -> new IllegalStateException("An idempotency key was committed without its answer"));
    }

    private StoredAnswer written(Answer answer) {
        return new StoredAnswer(answer.status(), answer.location(), json.writeValueAsString(answer.body()));
    }

    private static ResponseEntity<String> entity(StoredAnswer answer, boolean replayed) {
        ResponseEntity.BodyBuilder entity = ResponseEntity.status(answer.status());
        if (answer.location() != null) {
            entity.location(URI.create(answer.location()));
        }
        if (replayed) {
            entity.header(REPLAYED, "true");
        }
        return entity.contentType(MediaType.APPLICATION_JSON).body(answer.body());
    }

    /** What an action answers. */
    record Answer(int status, @Nullable String location, Object body) {

        /** It is done. */
        static Answer ok(Object body) {
            return new Answer(200, null, body);
        }

        /** It goes on from here; look at the location how. */
        static Answer accepted(String location, Object body) {
            return new Answer(202, location, body);
        }
    }

    /** An answer as it went out, to be given again letter by letter. */
    record StoredAnswer(int status, @Nullable String location, String body) {}
}
