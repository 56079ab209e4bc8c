/** Whether what production is started with fits the application. */
@NullMarked
package dev.hallpass.production;

import org.jspecify.annotations.NullMarked;
