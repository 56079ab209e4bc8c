package dev.hallpass.bench;

import java.util.Collection;
import java.util.List;

/** Median, 99th percentile and maximum of measured milliseconds. */
record Percentiles(int count, double p50, double p99, double max) {

    static Percentiles of(Collection<Double> milliseconds) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Percentiles(0, Double.NaN, Double.NaN, Double.NaN)
                : new Percentiles(sorted.size(), at(sorted, 0.50), at(sorted, 0.99), sorted.getLast());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    @Override
    public String toString() {
        return "p50 %8.1f ms   p99 %8.1f ms   max %8.1f ms   (n=%d)".formatted(p50, p99, max, count);
    }
}
