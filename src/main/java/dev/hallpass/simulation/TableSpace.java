package dev.hallpass.simulation;

import dev.hallpass.decision.DecisionTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that can be asked of a table: one axis for each column, rules are boxes, and what is left is found by subtraction. */
final class TableSpace {

    /** A table that needs more is left alone rather than told half of the truth about. */
    private static final int MOST_STEPS = 300_000;

    private final List<ColumnAtoms> columns = new ArrayList<>();
    private final int rules;
    private int steps;

    TableSpace(DecisionTable table) {
        for (int column = 0; column < table.inputs().size(); column++) {
            columns.add(new ColumnAtoms(table, column));
        }
        rules = table.rules().size();
    }

    /** Everything that can come, facts being what they are said to be. */
    private List<BitSet> possible() {
        return columns.stream().map(ColumnAtoms::possible).toList();
    }

    /** What the rule may fit. */
    List<BitSet> perhaps(int rule) {
        return columns.stream().map(column -> column.cell(rule).perhaps()).toList();
    }

    private List<BitSet> surely(int rule) {
        return columns.stream().map(column -> column.cell(rule).surely()).toList();
    }

    /** The part of a region where a fact has one of these values. */
    List<BitSet> where(List<BitSet> region, String path, List<?> values) {
        List<BitSet> part = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            part.add(and(region.get(column), columns.get(column).where(path, values)));
        }
        return part;
    }

    /** What both rules may fit. */
    List<BitSet> both(int one, int other) {
        List<BitSet> part = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            BitSet met = and(perhaps(one).get(column), perhaps(other).get(column));
            met.and(columns.get(column).possible());
            part.add(met);
        }
        return part;
    }

    boolean isEmpty(List<BitSet> region) {
        return region.stream().anyMatch(BitSet::isEmpty);
    }

    /** A point of the region that no rule above fits for sure; empty if the rules above cover it. */
    Search beyond(List<BitSet> region, int rulesAbove) {
        steps = 0;
        List<List<BitSet>> boxes = new ArrayList<>();
        for (int rule = 0; rule < rulesAbove; rule++) {
            boxes.add(surely(rule));
        }
        return search(region, boxes);
    }

    /** A point that no rule may fit. */
    Search gap() {
        steps = 0;
        List<List<BitSet>> boxes = new ArrayList<>();
        for (int rule = 0; rule < rules; rule++) {
            boxes.add(perhaps(rule));
        }
        return search(possible(), boxes);
    }

    /** What was found; conclusive unless it took too long. */
    record Search(@Nullable Map<String, @Nullable Object> point, boolean conclusive) {
        Optional<Map<String, @Nullable Object>> found() {
            return Optional.ofNullable(point);
        }
    }

    private Search search(List<BitSet> region, List<List<BitSet>> boxes) {
        List<BitSet> left = left(region, boxes, 0);
        return new Search(left == null ? null : point(left), steps < MOST_STEPS);
    }

    private @Nullable List<BitSet> left(List<BitSet> region, List<List<BitSet>> boxes, int from) {
        if (isEmpty(region) || ++steps >= MOST_STEPS) {
            return null;
        }
        int next = from;
        while (next < boxes.size() && apart(region, boxes.get(next))) {
            next++;
        }
        if (next == boxes.size()) {
            return region;
        }
        List<BitSet> box = boxes.get(next);
        List<BitSet> inside = new ArrayList<>(region);
        for (int column = 0; column < region.size(); column++) {
            BitSet outside = (BitSet) region.get(column).clone();
            outside.andNot(box.get(column));
            if (!outside.isEmpty()) {
                List<BitSet> piece = new ArrayList<>(inside);
                piece.set(column, outside);
                List<BitSet> found = left(piece, boxes, next + 1);
                if (found != null) {
                    return found;
                }
            }
            inside.set(column, and(region.get(column), box.get(column)));
        }
        return null;
    }

    private static boolean apart(List<BitSet> region, List<BitSet> box) {
        for (int column = 0; column < region.size(); column++) {
            if (!region.get(column).intersects(box.get(column))) {
                return true;
            }
        }
        return false;
    }

    private static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    /** Facts at a point of the region. Facts that several columns look at take the value that the last one asks for. */
    private Map<String, @Nullable Object> point(List<BitSet> region) {
        Map<String, @Nullable Object> point = new LinkedHashMap<>();
        for (int column = 0; column < region.size(); column++) {
            point.putAll(columns.get(column).assignment(region.get(column).nextSetBit(0)));
        }
        return point;
    }

    /** A point of the region, whichever. */
    Optional<Map<String, @Nullable Object>> any(List<BitSet> region) {
        return isEmpty(region) ? Optional.empty() : Optional.of(point(region));
    }
}
