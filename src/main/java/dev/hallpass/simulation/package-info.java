/** What a policy would do: faults found in it, and who can get what by it; nothing here decides a request. */
@NullMarked
package dev.hallpass.simulation;

import org.jspecify.annotations.NullMarked;
