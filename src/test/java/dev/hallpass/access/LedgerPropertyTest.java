package dev.hallpass.access;

import dev.hallpass.DomainContext;
import dev.hallpass.access.LedgerModel.Place;
import dev.hallpass.connector.DriftResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Whatever is asked, ended, changed by hand, broken and killed in whatever order: once all has settled no grant lives,
 * and in Bitbucket stands what an administrator set last. Failures are not made smaller: that would be given up after
 * ten seconds, while the life that is tried then goes on and disturbs the next property.
 */
@AddLifecycleHook(LedgerPropertyTest.Lives.class)
class LedgerPropertyTest extends AccessTest {

    /**
     * So many lives are tried for each property: few, so that the build stays quick, unless the system property
     * {@code hallpass.test.ledger-lives} says otherwise.
     */
    static final class Lives implements AroundTryHook {

        static final int AT_MOST = 100_000;

        private static final int WANTED = Integer.getInteger("hallpass.test.ledger-lives", 6);

        private static final Map<String, Integer> TRIED = new HashMap<>();

        @Override
        public TryExecutionResult aroundTry(
                TryLifecycleContext context, TryExecutor executor, List<Object> parameters) {
            TryExecutionResult result = executor.execute(parameters);
            if (!result.isSatisfied()) {
                return result;
            }
            int tried = TRIED.merge(context.targetMethod().getName(), 1, Integer::sum);
            return tried < WANTED ? result : TryExecutionResult.satisfied(true);
        }

        @Override
        public PropagationMode propagateTo() {
            return PropagationMode.ALL_DESCENDANTS;
        }
    }

    private static final List<String> FAULTS = List.of(
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"BEFORE\"}",
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}",
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":2,\"status\":503}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"BEFORE\"}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"reset\":\"AFTER\"}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"status\":204,\"body\":\"\"}",
            "{\"method\":\"PUT\",\"path\":\"permissions-config\",\"count\":1,\"status\":503,\"lateMillis\":3600000}",
            "{\"method\":\"DELETE\",\"path\":\"permissions-config\",\"count\":1,\"status\":504,\"lateMillis\":3600000}",
            "{\"method\":\"GET\",\"path\":\"permissions-config\",\"count\":2,\"status\":503}",
            "{\"path\":\"permissions\",\"count\":1,\"status\":429,\"headers\":{\"Retry-After\":\"300\"}}",
            "{\"path\":\"/permissions/repositories/\",\"count\":1,\"status\":502}");

    private static LedgerRules rules = LedgerRules.USUAL;

    /** One thing that happens. */
    interface Step {
        void happen(LedgerLife life);
    }

    /** A step with a name for reports. */
    record Named(String name, Step step) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeContainer
    static void startContext() {
        context = DomainContext.start();
    }

    @AfterContainer
    static void stopContext() {
        context.close();
    }

    @Property(tries = Lives.AT_MOST, shrinking = ShrinkingMode.OFF)
    void onceAllHasSettledOnlyWhatAnAdministratorSetStands(@ForAll("lives") List<Named> steps) {
        live(LedgerRules.USUAL, steps);
    }

    @Property(tries = Lives.AT_MOST, shrinking = ShrinkingMode.OFF)
    void theSameHoldsWhereWhatIsTakenAwayIsGivenBack(@ForAll("lives") List<Named> steps) {
        live(LedgerRules.USUAL.answering(DriftResponse.RESTORE), steps);
    }

    @Property(tries = Lives.AT_MOST, shrinking = ShrinkingMode.OFF)
    void whereWhatIsAddedIsTakenAwayOnlyWhatWasThereOrIsLeftStands(@ForAll("lives") List<Named> steps) {
        live(LedgerRules.USUAL.answering(DriftResponse.REVOKE), steps);
    }

    @Property(tries = Lives.AT_MOST, shrinking = ShrinkingMode.OFF)
    void theSameHoldsWhereReadingsMayBeOldAndAreMadeTwice(@ForAll("livesWithOldReadings") List<Named> steps) {
        live(LedgerRules.USUAL.confirming(), steps);
    }

    @Property(tries = Lives.AT_MOST, shrinking = ShrinkingMode.OFF)
    void theSameHoldsWherePeopleDoWhatTheyAreTold(@ForAll("livesByHand") List<Named> steps) {
        live(LedgerRules.USUAL.fulfilledByHand(), steps);
    }

    private static void live(LedgerRules wanted, List<Named> steps) {
        if (!rules.equals(wanted)) {
            rules = wanted;
            restart();
        }
        context.clear();
        LedgerLife life = new LedgerLife(wanted);
        for (Named each : steps) {
            each.step().happen(life);
            life.noteCalls();
        }

        life.assertEachPermissionIsTheHighestOfAll();
        life.end();
    }

    private static void restart() {
        context.restart(rules.settings());
    }

    @Provide
    Arbitrary<List<Named>> lives() {
        return life(steps());
    }

    @Provide
    Arbitrary<List<Named>> livesWithOldReadings() {
        Arbitrary<Named> old = Combinators.combine(
                        Arbitraries.of(LedgerScene.PLACES),
                        Arbitraries.of("read", "write", "admin"),
                        Arbitraries.integers().between(1, 2))
                .as((where, role, count) -> new Named(
                        "end a grant on %s, open %s, and %d readings are old".formatted(where, role, count),
                        life -> life.anotherFollowsAndReadingsAreOld(where, role, count)));
        return life(Arbitraries.frequencyOf(Tuple.of(3, steps()), Tuple.of(1, old)));
    }

    @Provide
    Arbitrary<List<Named>> livesByHand() {
        Arbitrary<Named> done = Arbitraries.just(new Named("somebody does what was told", LedgerLife::doWhatIsTold));
        return life(Arbitraries.frequencyOf(Tuple.of(3, steps()), Tuple.of(1, done)));
    }

    private static Arbitrary<List<Named>> life(Arbitrary<Named> step) {
        return step.list().ofMinSize(3).ofMaxSize(25);
    }

    private static Arbitrary<Named> steps() {
        Arbitrary<Place> place = Arbitraries.of(LedgerScene.PLACES);
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 20);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(1, 120);
        Arbitrary<Named> open = Combinators.combine(place, Arbitraries.of("read", "write", "admin"), minutes)
                .as((where, role, length) -> new Named(
                        "open %s on %s for %d minutes".formatted(role, where, length),
                        life -> life.open(where, role, Duration.ofMinutes(length))));
        Arbitrary<Named> byHand = Combinators.combine(place, Arbitraries.of("none", "read", "write", "admin"))
                .as((where, permission) -> new Named(
                        "set %s on %s by hand".formatted(permission, where), life -> life.byHand(where, permission)));
        Arbitrary<Named> watched = Combinators.combine(place, Arbitraries.of(LedgerScene.ROLES))
                .as((where, permission) -> new Named(
                        "set %s on %s by hand before everybody's eyes".formatted(permission, where),
                        life -> life.byHandWatched(where, permission)));
        return Arbitraries.frequencyOf(
                Tuple.of(6, open),
                Tuple.of(3, byHand),
                Tuple.of(1, watched),
                Tuple.of(2, which.map(n -> new Named("release grant " + n, life -> life.release(n, true)))),
                Tuple.of(
                        1,
                        which.map(n -> new Named("release grant " + n + " unheard", life -> life.release(n, false)))),
                Tuple.of(1, which.map(n -> new Named("extend grant " + n, life -> life.extend(n)))),
                Tuple.of(2, minutes.map(n -> new Named("wait %d minutes".formatted(n), life -> life.pass(n)))),
                Tuple.of(3, Arbitraries.of(FAULTS).map(f -> new Named("fault " + f, life -> fault(f)))),
                Tuple.of(2, Arbitraries.just(new Named("what is on its way lands", life -> LedgerLife.land()))),
                Tuple.of(2, Arbitraries.just(new Named("try again", LedgerLife::tryAgain))),
                Tuple.of(1, Arbitraries.just(new Named("the web shop is deleted", LedgerLife::webShopIsDeleted))),
                Tuple.of(1, Arbitraries.just(new Named("crash", life -> restart()))));
    }
}
