/** Everything Hallpass needs, started inside it: for trying, developing and testing; not in the production jar. */
@NullMarked
package dev.hallpass.embedded;

import org.jspecify.annotations.NullMarked;
