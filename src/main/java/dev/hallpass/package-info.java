/** Hallpass: just-in-time access for Bitbucket. Each package below is one module with a small public face. */
@NullMarked
package dev.hallpass;

import org.jspecify.annotations.NullMarked;
