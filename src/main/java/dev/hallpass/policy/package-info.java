/** What must hold whatever a table says, and the one analysis that preview and enforcement share. */
@NullMarked
package dev.hallpass.policy;

import org.jspecify.annotations.NullMarked;
