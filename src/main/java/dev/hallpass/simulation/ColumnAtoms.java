package dev.hallpass.simulation;

import dev.hallpass.decision.DecisionTable;
import dev.hallpass.decision.Feel;
import dev.hallpass.decision.FeelNames;
import dev.hallpass.decision.Fit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The values of one input column that its cells can tell apart: each constant that the cells name, all values of a closed
 * set, one that nobody names, nothing and unknown. Each is had by giving values to the facts that the column looks at.
 */
final class ColumnAtoms {

    /** The first two turn what a column counts into seconds. */
    private static final List<Integer> UNITS = List.of(1, 3600, 86_400, 60);

    private static final int MOST = 400;

    /** Functions whose result changes only at the constants that a cell names. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "list contains",
            "starts with",
            "not",
            "count",
            "string length",
            "trim",
            "lower case",
            "upper case",
            "is defined");

    private final List<Map<String, @Nullable Object>> assignments = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private final BitSet possible = new BitSet();
    private final List<Cell> cells = new ArrayList<>();

    /**
     * What a cell fits.
     *
     * @param surely the atoms that it fits whatever else there is
     * @param perhaps the atoms that it may fit
     */
    record Cell(BitSet surely, BitSet perhaps) {}

    ColumnAtoms(DecisionTable table, int column) {
        Feel expression = Feel.expression(table.inputs().get(column).expression());
        List<String> tests =
                table.rules().stream().map(rule -> rule.inputs().get(column)).toList();
        Set<Object> constants = new LinkedHashSet<>(expression.names().constants());
        tests.stream()
                .filter(test -> !DecisionTable.isEmpty(test))
                .forEach(test -> constants.addAll(Feel.tests(test).names().constants()));
        List<Map<String, @Nullable Object>> all = List.of(Map.of());
        for (String path : expression.names().paths()) {
            all = product(all, path, candidates(path, constants));
        }
        all.forEach(assignment -> add(assignment, expression));
        possible.set(0, size());
        for (String path : expression.names().paths()) {
            add(with(all.getFirst(), path, null), expression);
            add(with(all.getFirst(), path, "of no kind that there is"), expression);
        }
        tests.forEach(test -> cells.add(cell(test)));
    }

    private void add(Map<String, @Nullable Object> assignment, Feel expression) {
        assignments.add(assignment);
        values.add(expression.evaluate(nested(assignment)));
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> assignment, String path, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(assignment);
        changed.put(path, value);
        return changed;
    }

    /** All but those that stand for facts which are missing or of another type; a careful rule may be there for these. */
    BitSet possible() {
        return possible;
    }

    int size() {
        return assignments.size();
    }

    Cell cell(int rule) {
        return cells.get(rule);
    }

    Map<String, @Nullable Object> assignment(int atom) {
        return assignments.get(atom);
    }

    /** The atoms by which the fact at the path has one of the values; all if the column does not look at it. */
    BitSet where(String path, Collection<?> wanted) {
        BitSet atoms = new BitSet();
        for (int atom = 0; atom < size(); atom++) {
            Map<String, @Nullable Object> assignment = assignments.get(atom);
            atoms.set(
                    atom,
                    !assignment.containsKey(path)
                            || wanted.stream().anyMatch(value -> value.equals(assignment.get(path))));
        }
        return atoms;
    }

    private Cell cell(String text) {
        BitSet all = new BitSet();
        all.set(0, size());
        if (DecisionTable.isEmpty(text)) {
            return new Cell(all, all);
        }
        Feel tests = Feel.tests(text);
        FeelNames names = tests.names();
        if (!names.paths().stream().allMatch(path -> path.equals("?")) || !UNDERSTOOD.containsAll(names.functions())) {
            return new Cell(new BitSet(), all);
        }
        BitSet fitting = new BitSet();
        for (int atom = 0; atom < size(); atom++) {
            fitting.set(atom, tests.fits(values.get(atom), Map.of()) == Fit.FITS);
        }
        return new Cell(fitting, fitting);
    }

    private static List<Map<String, @Nullable Object>> product(
            List<Map<String, @Nullable Object>> before, String path, Collection<@Nullable Object> candidates) {
        List<Map<String, @Nullable Object>> product = new ArrayList<>();
        for (Map<String, @Nullable Object> assignment : before) {
            for (Object candidate : candidates) {
                if (product.size() < MOST) {
                    product.add(with(assignment, path, candidate));
                }
            }
        }
        return product;
    }

    private static Collection<@Nullable Object> candidates(String path, Set<Object> constants) {
        FactType type = FactType.of(path);
        Set<@Nullable Object> found = new LinkedHashSet<>();
        if (type == null) {
            found.addAll(numbers(constants));
            found.addAll(texts(constants));
            found.addAll(List.of(true, false, List.of("other"), List.of()));
            found.add(null);
            return found;
        }
        switch (type.kind()) {
            case TEXT -> found.addAll(type.values().isEmpty() ? texts(constants) : type.values());
            case NUMBER -> found.addAll(numbers(constants));
            case TRUTH -> found.addAll(List.of(false, true));
            case LIST -> found.addAll(lists(texts(constants)));
            case CONTEXT -> found.add(Map.of());
        }
        if (type.kind() == FactType.Kind.NUMBER) {
            found.addAll(type.values());
        }
        if (path.equals("facts.role")) {
            found.addAll(List.of("read", "write", "admin"));
        }
        if (type.unknown()) {
            found.add("unknown");
        }
        if (type.absent()) {
            found.add(null);
        }
        return found;
    }

    private static List<Object> texts(Set<Object> constants) {
        List<Object> texts = new ArrayList<>(List.of("other"));
        for (Object constant : constants) {
            if (constant instanceof String text && !texts.contains(text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Each constant, its neighbours, in all units; positive ones first, since examples are better for it. */
    private static List<Object> numbers(Set<Object> constants) {
        Set<BigDecimal> numbers = new TreeSet<>();
        for (Object constant : constants) {
            if (constant instanceof BigDecimal number) {
                for (int unit : UNITS) {
                    BigDecimal value = number.multiply(BigDecimal.valueOf(unit));
                    numbers.addAll(List.of(value.subtract(BigDecimal.ONE), value, value.add(BigDecimal.ONE)));
                }
            }
        }
        numbers.addAll(List.of(BigDecimal.ONE, BigDecimal.valueOf(7200)));
        List<Object> ordered = new ArrayList<>();
        numbers.stream()
                .filter(number -> number.signum() > 0)
                .map(ColumnAtoms::whole)
                .forEach(ordered::add);
        numbers.stream()
                .filter(number -> number.signum() <= 0)
                .map(ColumnAtoms::whole)
                .forEach(ordered::add);
        return ordered;
    }

    private static Object whole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 ? (Object) number.longValue() : (Object) number.doubleValue();
    }

    /** No element, each alone, each two, all. */
    private static List<Object> lists(List<Object> elements) {
        Set<Object> lists = new LinkedHashSet<>();
        lists.add(List.of());
        elements.forEach(element -> lists.add(List.of(element)));
        for (int first = 0; first < elements.size(); first++) {
            for (int second = first + 1; second < elements.size(); second++) {
                lists.add(List.of(elements.get(first), elements.get(second)));
            }
        }
        lists.add(List.copyOf(elements));
        return List.copyOf(lists);
    }

    /** The variables that these dotted paths stand for. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> nested(Map<String, ? extends @Nullable Object> assignment) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        assignment.forEach((path, value) -> {
            Map<String, @Nullable Object> into = variables;
            String[] steps = path.split("\\.", -1);
            for (int step = 0; step < steps.length - 1; step++) {
                if (!(into.get(steps[step]) instanceof Map<?, ?>)) {
                    into.put(steps[step], new HashMap<String, @Nullable Object>());
                }
                into = (Map<String, @Nullable Object>) into.get(steps[step]);
            }
            into.put(steps[steps.length - 1], value);
        });
        return variables;
    }
}
