package dev.hallpass.connector.bitbucket.cloud;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, which may be repeated without harm.
 *
 * @param operation what it is for, a fixed word for metrics and messages
 * @param method the HTTP method
 * @param address where it goes
 * @param body the JSON to send, if any
 * @param background whether people can wait for it: such calls leave a part of the rate budget to the others
 */
record Call(
        String operation,
        String method,
        URI address,
        @Nullable String body,
        boolean background) {

    static Call get(String operation, URI address) {
        return new Call(operation, "GET", address, null, false);
    }

    static Call put(String operation, URI address, String body) {
        return new Call(operation, "PUT", address, body, false);
    }

    static Call delete(String operation, URI address) {
        return new Call(operation, "DELETE", address, null, false);
    }

    Call inBackground() {
        return new Call(operation, method, address, body, true);
    }

    Call at(URI otherAddress) {
        return new Call(operation, method, otherAddress, body, background);
    }

    /** For messages and logs; the address holds ids, never a secret. */
    String describe() {
        return operation + " (" + method + " " + address.getRawPath() + ")";
    }
}
