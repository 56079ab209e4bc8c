/** Runs the requests on Camunda: deployment, workers, messages, recovery. */
@NullMarked
package dev.hallpass.process;

import org.jspecify.annotations.NullMarked;
