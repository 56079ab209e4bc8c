/**
 * A stand-in for Bitbucket Cloud: the same REST API 2.0 over HTTP for one workspace, to try and to test Hallpass without
 * an account; a program of its own that knows nothing of the rest of Hallpass.
 */
@NullMarked
package dev.hallpass.embedded.bitbucket;

import org.jspecify.annotations.NullMarked;
