/**
 * What connectors of REST APIs share: calls over HTTP within a budget, tried again after passing failures, with a pool
 * of credentials.
 */
@NullMarked
package dev.hallpass.connector.http;

import org.jspecify.annotations.NullMarked;
