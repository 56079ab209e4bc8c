/** Principals: who there is, in which groups, under which manager, with which accounts. */
@NullMarked
package dev.hallpass.identity;

import org.jspecify.annotations.NullMarked;
