/** The audit trail: one immutable event for each state change, chained so that tampering shows. */
@NullMarked
package dev.hallpass.audit;

import org.jspecify.annotations.NullMarked;
