package dev.hallpass.simulation;

import dev.hallpass.decision.Decision;
import dev.hallpass.decision.DecisionModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a policy lets a person have of a resource, by the easiest way there is: with and without a ticket, on call and not,
 * in an emergency and not, for an hour. All other facts are what is given, or those of a plain request.
 */
public final class Reach {

    private static final List<Map<String, Object>> CIRCUMSTANCES = circumstances();

    private final DecisionModel model;

    /** Looks at what this policy gives. */
    public Reach(DecisionModel model) {
        this.model = model;
    }

    /** How access is come by, the easiest first. */
    public enum Approval {
        /** A rule approves, nobody is asked. */
        BY_RULE,
        /** It is given at once and looked at afterwards. */
        REVIEWED_AFTERWARDS,
        /** People must agree before. */
        BY_PEOPLE
    }

    /**
     * The easiest way to one role.
     *
     * @param steps how many steps of approval there are on it
     * @param rule the rule that gives it
     * @param circumstances by path, the facts that this way needs to be so
     */
    public record Way(Approval approval, int steps, String rule, Map<String, Object> circumstances) {

        boolean isEasierThan(Way other) {
            int byApproval = approval.compareTo(other.approval);
            return byApproval < 0 || (byApproval == 0 && steps < other.steps);
        }
    }

    /**
     * The easiest way to a role; empty if every way is refused.
     *
     * @param facts what is known of person and resource, by paths such as "facts.beneficiary.groups"
     */
    public Optional<Way> easiest(Map<String, ? extends @Nullable Object> facts, String role) {
        return ways(facts, role).stream().reduce((one, other) -> other.isEasierThan(one) ? other : one);
    }

    /** All ways to a role, one for each rule that gives it; those that need the least come first. */
    public List<Way> ways(Map<String, ? extends @Nullable Object> facts, String role) {
        Map<String, Way> ways = new LinkedHashMap<>();
        for (Map<String, Object> circumstances : CIRCUMSTANCES) {
            Map<String, @Nullable Object> all = new HashMap<>(facts);
            all.putAll(circumstances);
            all.put("facts.role", role);
            way(model.evaluate(PolicyLint.DECISION, Map.of("facts", ExampleFacts.with(all))), circumstances)
                    .ifPresent(way -> ways.putIfAbsent(way.rule(), way));
        }
        return List.copyOf(ways.values());
    }

    private static Optional<Way> way(Decision decision, Map<String, Object> circumstances) {
        if (!(decision.output() instanceof Map<?, ?> answer) || !(answer.get("rule") instanceof String rule)) {
            return Optional.empty();
        }
        int steps = answer.get("steps") instanceof List<?> list ? list.size() : 0;
        return switch (String.valueOf(answer.get("outcome"))) {
            case "APPROVE" -> Optional.of(new Way(Approval.BY_RULE, 0, rule, circumstances));
            case "BREAK_GLASS" -> Optional.of(new Way(Approval.REVIEWED_AFTERWARDS, 0, rule, circumstances));
            case "ROUTE" -> Optional.of(new Way(Approval.BY_PEOPLE, steps, rule, circumstances));
            default -> Optional.empty();
        };
    }

    private static List<Map<String, Object>> circumstances() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (boolean emergency : new boolean[] {false, true}) {
            for (boolean onCall : new boolean[] {false, true}) {
                for (boolean ticket : new boolean[] {false, true}) {
                    Map<String, Object> facts = new LinkedHashMap<>();
                    if (emergency) {
                        facts.put("facts.emergency", true);
                    }
                    if (onCall) {
                        facts.put("facts.beneficiary.onCall", true);
                    }
                    if (ticket) {
                        facts.put("facts.ticket", "OPS-1");
                        facts.put("facts.ticketDetails.exists", true);
                        facts.put("facts.ticketDetails.status", "OPEN");
                        facts.put("facts.ticketDetails.assignedToBeneficiary", true);
                    }
                    all.add(Map.copyOf(facts));
                }
            }
        }
        return List.copyOf(all);
    }
}
