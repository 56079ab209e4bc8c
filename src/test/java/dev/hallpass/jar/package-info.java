/** Tests of the finished jars, started as a user starts them. */
@NullMarked
package dev.hallpass.jar;

import org.jspecify.annotations.NullMarked;
