package dev.hallpass.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * All that one request's script will do, drawn from the seed before anything of it is done.
 *
 * @param name the number of the step, from 1; of a part of a bundle with that of the part
 * @param pair who asks for what place
 * @param role which role
 * @param duration for how long
 * @param approver which of the owners, and of the security people, decides
 * @param answer what becomes of the question
 * @param after what is done with the grant
 * @param pause how long after it could be done
 * @param extendBy by how much, if it is extended
 * @param extensionAgreed whether the owner agrees to that
 * @param byHand what an administrator sets while the grant is in force, null if none comes by
 */
record Plan(
        String name,
        PairState pair,
        String role,
        Duration duration,
        int approver,
        Answer answer,
        After after,
        Duration pause,
        Duration extendBy,
        boolean extensionAgreed,
        @Nullable String byHand) {

    /** What becomes of the question. */
    enum Answer {
        APPROVE,
        /** The requester tries it first. */
        TRY_ONESELF,
        DENY,
        CANCEL,
        /** Nobody looks at it until it lapses. */
        IGNORE
    }

    /** What is done with the grant. */
    enum After {
        NOTHING,
        EXTEND,
        RELEASE,
        REVOKE
    }

    /** The pair is given: which one depends on the earlier steps. */
    static Plan draw(int step, PairState pair, Random random) {
        boolean byHand = random.nextInt(100) < 12;
        String role = pair.grantRoles().get(random.nextInt(pair.grantRoles().size()));
        Duration duration =
                Duration.ofSeconds(byHand || random.nextInt(4) == 0 ? 20 + random.nextInt(20) : 2 + random.nextInt(14));
        List<String> hand = pair.handRolesDuringGrants();
        return new Plan(
                Integer.toString(step),
                pair,
                role,
                duration,
                random.nextInt(2),
                choose(
                        random,
                        List.of(Answer.APPROVE, Answer.TRY_ONESELF, Answer.DENY, Answer.CANCEL, Answer.IGNORE),
                        80,
                        4,
                        6,
                        6,
                        4),
                choose(random, List.of(After.NOTHING, After.EXTEND, After.RELEASE, After.REVOKE), 55, 20, 15, 10),
                Duration.ofMillis(random.nextInt(4000)),
                Duration.ofSeconds(2 + random.nextInt(10)),
                random.nextInt(5) > 0,
                byHand && !hand.isEmpty() ? hand.get(random.nextInt(hand.size())) : null);
    }

    static <T> T choose(Random random, List<T> values, int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int drawn = random.nextInt(sum);
        for (int i = 0; i < weights.length; i++) {
            drawn -= weights[i];
            if (drawn < 0) {
                return values.get(i);
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }

    /** Whether a rule of the policy may approve it, so that access comes without anybody's doing. */
    boolean mayBeApprovedByRule() {
        Place place = pair.pair().place();
        boolean openToReaders =
                place.kind() == Place.Kind.REPOSITORY && !place.sensitivity().equals("CONFIDENTIAL");
        return ChaosCompany.isOnCall(pair.pair().person(), place) || (role.equals("read") && openToReaders);
    }

    /** The same as a part of a bundle, which is agreed to as a whole. */
    Plan asPart(int position, String otherRole) {
        return new Plan(
                name + "." + position,
                pair,
                otherRole,
                duration,
                approver,
                Answer.APPROVE,
                after,
                pause,
                extendBy,
                extensionAgreed,
                byHand);
    }

    /** The same for another pair of the same person. */
    Plan on(PairState other) {
        List<String> hand = other.handRolesDuringGrants();
        return new Plan(
                name,
                other,
                role,
                duration,
                approver,
                answer,
                after,
                pause,
                extendBy,
                extensionAgreed,
                byHand == null || hand.isEmpty() ? null : hand.getFirst());
    }

    @Override
    public String toString() {
        return "step %s: %s asks for %s on %s for %s; %s, %s after %s, by hand %s"
                .formatted(
                        name,
                        pair.pair().person(),
                        role,
                        pair.pair().place().path(),
                        duration,
                        answer,
                        after,
                        pause,
                        byHand);
    }
}
