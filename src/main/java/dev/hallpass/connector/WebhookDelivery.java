package dev.hallpass.connector;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an application sent to our webhook address, unchecked.
 *
 * @param headers by name in lower case
 * @param body as it came, since the signature is over its bytes
 */
public record WebhookDelivery(Map<String, String> headers, byte[] body) {

    /** Copies both. */
    public WebhookDelivery {
        Map<String, String> byName = new TreeMap<>();
        headers.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(byName);
        body = body.clone();
    }

    /** A copy of the bytes. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The value of a header, whatever case its name is in. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookDelivery delivery
                && headers.equals(delivery.headers)
                && Arrays.equals(body, delivery.body);
    }

    @Override
    public int hashCode() {
        return 31 * headers.hashCode() + Arrays.hashCode(body);
    }
}
