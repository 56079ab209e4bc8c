/** One test class for each invariant of the design, against the real engine, PostgreSQL and stand-in. */
@NullMarked
package dev.hallpass.invariants;

import org.jspecify.annotations.NullMarked;
