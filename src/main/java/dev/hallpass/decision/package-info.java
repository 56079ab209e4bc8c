/** Decision tables read, evaluated in process by the engine's own library, and explained; knows nothing of access. */
@NullMarked
package dev.hallpass.decision;

import org.jspecify.annotations.NullMarked;
