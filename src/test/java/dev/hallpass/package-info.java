/** What the tests share. */
@NullMarked
package dev.hallpass;

import org.jspecify.annotations.NullMarked;
