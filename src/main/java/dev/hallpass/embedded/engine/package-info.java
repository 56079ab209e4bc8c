/** Camunda's own workflow engine inside this JVM, reached only through the gateway protocol that the Camunda client speaks. */
@NullMarked
package dev.hallpass.embedded.engine;

import org.jspecify.annotations.NullMarked;
