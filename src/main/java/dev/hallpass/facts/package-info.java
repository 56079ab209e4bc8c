/** What a policy may look at: small sources behind one interface, each with a time-out and a rule for no answer. */
@NullMarked
package dev.hallpass.facts;

import org.jspecify.annotations.NullMarked;
