package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.policy.PolicyAnswer.Mode;
import dev.hallpass.policy.PolicyAnswer.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds people for the steps of a route, so that each step has enough of its own. Where those whom a step names are too
 * few, its fallback is asked, and where these are too few as well, those of the setting.
 */
@Component
class RouteResolution {

    private final PeopleOfPolicy people;
    private final PolicySettings settings;

    RouteResolution(PeopleOfPolicy people, PolicySettings settings) {
        this.people = people;
        this.settings = settings;
    }

    /**
     * The steps with their people.
     *
     * @throws NobodyMayDecideException naming the first step for which nobody is left
     */
    List<RouteStep> resolve(PolicyFacts facts, List<Step> steps) {
        List<List<Choice>> choices = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        for (Step step : steps) {
            choices.add(choices(facts, step));
            chosen.add(0);
        }
        while (true) {
            List<Choice> now = new ArrayList<>();
            for (int step = 0; step < steps.size(); step++) {
                now.add(choices.get(step).get(chosen.get(step)));
            }
            int decidable = DistinctDeciders.matched(
                    now.stream().map(Choice::deciders).toList(),
                    now.stream().map(Choice::needed).toList());
            if (decidable == steps.size()) {
                return route(facts, steps, now);
            }
            int next = chosen.get(decidable) + 1;
            if (next == choices.get(decidable).size()) {
                throw new NobodyMayDecideException(steps.get(decidable).name());
            }
            chosen.set(decidable, next);
        }
    }

    /** Those whom somebody else stands for may be too few as well: {@code deciders} says who can be had. */
    private List<Choice> choices(PolicyFacts facts, Step step) {
        List<Choice> choices = new ArrayList<>();
        People named = people.resolve(facts, step.approvers());
        Set<PrincipalId> deciders = people.deciders(facts, named);
        choices.add(
                step.mode() == Mode.ALL
                        ? new Choice(new People(deciders, Set.of()), deciders, Math.max(deciders.size(), 1), false)
                        : new Choice(named, deciders, step.needed(), false));
        if (!step.fallback().isEmpty()) {
            choices.add(instead(facts, people.resolve(facts, step.fallback()), step));
        }
        choices.add(instead(facts, fallback(), step));
        return choices;
    }

    private Choice instead(PolicyFacts facts, People asked, Step step) {
        return new Choice(asked, people.deciders(facts, asked), step.needed(), true);
    }

    /** Those who are asked where nobody else can be. */
    People fallback() {
        return new People(Set.of(), Set.of(settings.fallbackApprovers()));
    }

    private List<RouteStep> route(PolicyFacts facts, List<Step> steps, List<Choice> chosen) {
        List<RouteStep> route = new ArrayList<>();
        for (int position = 0; position < steps.size(); position++) {
            Step step = steps.get(position);
            Choice choice = chosen.get(position);
            route.add(new RouteStep(
                    step.name(),
                    choice.people().users(),
                    choice.people().groups(),
                    choice.needed(),
                    step.comment(),
                    step.secondFactor(),
                    step.times(),
                    escalation(facts, step),
                    choice.fallback()));
        }
        return route;
    }

    private @Nullable Escalation escalation(PolicyFacts facts, Step step) {
        if (step.escalateAfter() == null) {
            return null;
        }
        People named = people.resolve(facts, step.escalateTo());
        People asked = people.deciders(facts, named).isEmpty() ? fallback() : named;
        return new Escalation(step.escalateAfter(), asked.users(), asked.groups());
    }

    /**
     * People who could be asked in a step.
     *
     * @param deciders those of them who may decide
     * @param needed how many of them must agree
     */
    private record Choice(People people, Set<PrincipalId> deciders, int needed, boolean fallback) {}
}
