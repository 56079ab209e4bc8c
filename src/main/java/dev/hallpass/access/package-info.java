/** Grants, the access ledger that makes the application follow them, and the fail-safe that revokes what is overdue. */
@NullMarked
package dev.hallpass.access;

import org.jspecify.annotations.NullMarked;
