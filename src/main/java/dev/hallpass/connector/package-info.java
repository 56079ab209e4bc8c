/** Connected applications: one small interface to read, set and remove a person's role on a resource, whatever the application. */
@NullMarked
package dev.hallpass.connector;

import org.jspecify.annotations.NullMarked;
