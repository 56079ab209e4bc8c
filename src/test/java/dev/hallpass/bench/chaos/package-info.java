/** The chaos run: everything goes wrong at once, for long, and afterwards everybody holds what they should. */
@NullMarked
package dev.hallpass.bench.chaos;

import org.jspecify.annotations.NullMarked;
