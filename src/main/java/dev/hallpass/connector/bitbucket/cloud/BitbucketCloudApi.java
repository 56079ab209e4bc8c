package dev.hallpass.connector.bitbucket.cloud;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls with JSON in and out: single objects, and lists that are read page by page. */
final class BitbucketCloudApi {

    private final CallSender sender;
    private final Addresses addresses;
    private final Refusals refusals;
    private final JsonMapper json;

    BitbucketCloudApi(CallSender sender, Addresses addresses, Refusals refusals, JsonMapper json) {
        this.sender = sender;
        this.addresses = addresses;
        this.refusals = refusals;
        this.json = json;
    }

    /** The final answer, of whatever status. */
    Answer send(Call call) {
        return sender.send(call);
    }

    /** The final answer, which must be a success. */
    Answer sendOrThrow(Call call) {
        Answer answer = sender.send(call);
        if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
        return answer;
    }

    /**
     * Reads a list from its first page on, following the links that Bitbucket gives, to our own host only.
     *
     * @param wanted is given each element and says whether to go on
     */
    <T> void readPages(Call first, Class<T> type, Predicate<T> wanted) {
        Set<URI> seen = new HashSet<>();
        Call call = first;
        while (seen.add(call.address())) {
            Page page = read(call, sendOrThrow(call), Page.class);
            if (page.values() != null) {
                for (JsonNode value : page.values()) {
                    if (!wanted.test(convert(call, value, type))) {
                        return;
                    }
                }
            }
            String next = page.next();
            if (next == null) {
                return;
            }
            call = call.at(nextAddress(call, next));
        }
        throw refusals.unreadable(call, "the pages go round in a circle");
    }

    private URI nextAddress(Call call, String next) {
        URI address = parse(next);
        if (address == null || !addresses.isOurs(address)) {
            throw refusals.rejected(call.describe() + " names a next page on another host, which is not followed");
        }
        return address;
    }

    private static @Nullable URI parse(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    <T> T read(Call call, Answer answer, Class<T> type) {
        if (!answer.isJson()) {
            throw refusals.unreadable(call, "it is not JSON");
        }
        try {
            T value = json.readValue(answer.body(), type);
            if (value == null) {
                throw refusals.unreadable(call, "it is empty");
            }
            return value;
        } catch (JacksonException e) {
            throw refusals.unreadable(call, e.getOriginalMessage());
        }
    }

    private <T> T convert(Call call, JsonNode value, Class<T> type) {
        try {
            return json.treeToValue(value, type);
        } catch (JacksonException e) {
            throw refusals.unreadable(call, e.getOriginalMessage());
        }
    }
}
