/**
 * A stand-in for Bitbucket Data Center: the same REST API over HTTP for one server, to try and to test Hallpass without
 * an installation; a program of its own that knows nothing of the rest of Hallpass.
 */
@NullMarked
package dev.hallpass.embedded.bitbucket.datacenter;

import org.jspecify.annotations.NullMarked;
