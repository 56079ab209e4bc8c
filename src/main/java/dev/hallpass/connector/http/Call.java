package dev.hallpass.connector.http;

import dev.hallpass.connector.Urgency;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One call of an API.
 *
 * @param operation what it is for, a fixed word for metrics and messages
 * @param method the HTTP method
 * @param address where it goes
 * @param body the JSON to send, if any
 * @param urgency which share of the budgets it may use
 */
public record Call(
        String operation,
        String method,
        URI address,
        @Nullable String body,
        Urgency urgency) {

    /** A call that reads. */
    public static Call get(String operation, URI address) {
        return new Call(operation, "GET", address, null, Urgency.GRANT);
    }

    /** A call that writes, with a body or with everything in its address. */
    public static Call put(String operation, URI address, @Nullable String body) {
        return new Call(operation, "PUT", address, body, Urgency.GRANT);
    }

    /** A call that writes. */
    public static Call post(String operation, URI address, @Nullable String body) {
        return new Call(operation, "POST", address, body, Urgency.GRANT);
    }

    /** A call that takes away. */
    public static Call delete(String operation, URI address) {
        return new Call(operation, "DELETE", address, null, Urgency.GRANT);
    }

    /** Whether it changes anything. */
    public boolean writes() {
        return !method.equals("GET");
    }

    /** The same call with another urgency. */
    public Call with(Urgency otherUrgency) {
        return new Call(operation, method, address, body, otherUrgency);
    }

    /** The same call elsewhere: of the next page. */
    public Call at(URI otherAddress) {
        return new Call(operation, method, otherAddress, body, urgency);
    }

    /** For messages and logs; the address holds ids, never a secret. */
    public String describe() {
        return operation + " (" + method + " " + address.getRawPath() + ")";
    }
}
