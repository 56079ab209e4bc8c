/** The people to try Hallpass with, and what is printed at the start. */
@NullMarked
package dev.hallpass.embedded.demo;

import org.jspecify.annotations.NullMarked;
