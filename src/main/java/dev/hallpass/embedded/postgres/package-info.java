/** A real PostgreSQL, run from its binaries on a folder of our own. */
@NullMarked
package dev.hallpass.embedded.postgres;

import org.jspecify.annotations.NullMarked;
