/** Benchmarks: one command each, never part of the tests; what was measured is in {@code docs/benchmarks.md}. */
@NullMarked
package dev.hallpass.bench;

import org.jspecify.annotations.NullMarked;
