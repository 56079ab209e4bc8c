/** The REST API and the pages: who may call, what they may see, and every error as a problem. */
@NullMarked
package dev.hallpass.web;

import org.jspecify.annotations.NullMarked;
