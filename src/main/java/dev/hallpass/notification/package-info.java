/** Tells people what waits for them, through every channel there is. */
@NullMarked
package dev.hallpass.notification;

import org.jspecify.annotations.NullMarked;
