/** Camunda and PostgreSQL in containers, where Docker exists: {@code ./mvnw -Pcontainers verify}. */
@NullMarked
package dev.hallpass.containers;

import org.jspecify.annotations.NullMarked;
