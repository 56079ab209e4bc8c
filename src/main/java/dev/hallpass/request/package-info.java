/** The access request and its life, and the outbox of what the process must be told. */
@NullMarked
package dev.hallpass.request;

import org.jspecify.annotations.NullMarked;
