/** What the stand-ins for both kinds of Bitbucket share: HTTP in and out, faults on purpose, and journals. */
@NullMarked
package dev.hallpass.embedded.bitbucket.http;

import org.jspecify.annotations.NullMarked;
