/** The main job and its variants, as people meet them. */
@NullMarked
package dev.hallpass.acceptance;

import org.jspecify.annotations.NullMarked;
