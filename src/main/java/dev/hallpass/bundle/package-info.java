/** Bundles: entitlements that are asked for as one, and what becomes of them together. */
@NullMarked
package dev.hallpass.bundle;

import org.jspecify.annotations.NullMarked;
