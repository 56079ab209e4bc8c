package dev.hallpass.web;

import org.jspecify.annotations.Nullable;

/**
 * What makes two calls the same.
 *
 * @param idempotencyKey what the caller named it; null if the caller does not care
 * @param target method and path
 * @param bodyHash SHA-256 of the body, hexadecimal
 */
record ApiCall(@Nullable String idempotencyKey, String target, String bodyHash) {

    /** The header with the caller's name for the call. */
    static final String KEY_HEADER = "Idempotency-Key";
}
