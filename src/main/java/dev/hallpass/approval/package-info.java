/** Who may decide, the steps of a route, and people's decisions in them. */
@NullMarked
package dev.hallpass.approval;

import org.jspecify.annotations.NullMarked;
