package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import dev.hallpass.connector.http.JsonApi;
import dev.hallpass.connector.http.Refusals;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls with JSON in and out: single objects, and lists that are read page by page. */
final class BitbucketCloudApi {

    private final JsonApi api;
    private final Addresses addresses;
    private final Refusals refusals;

    BitbucketCloudApi(JsonApi api, Addresses addresses) {
        this.api = api;
        this.addresses = addresses;
        this.refusals = api.refusals();
    }

    BitbucketCloudApi at(Urgency urgency) {
        return new BitbucketCloudApi(api.at(urgency), addresses);
    }

    List<CredentialStatus> credentials() {
        return api.credentials();
    }

    CallReservation reserve(int calls) {
        return api.reserve(calls);
    }

    Duration timeFor(int calls, Urgency urgency) {
        return api.timeFor(calls, urgency);
    }

    Answer send(Call call) {
        return api.send(call);
    }

    Answer sendOrThrow(Call call) {
        return api.sendOrThrow(call);
    }

    <T> T read(Call call, Answer answer, Class<T> type) {
        return api.read(call, answer, type);
    }

    <T> T get(Call call, Class<T> type) {
        return api.get(call, type);
    }

    <T> T convert(Call call, JsonNode value, Class<T> type) {
        return api.convert(call, value, type);
    }

    Refusals refusals() {
        return refusals;
    }

    /** The page, and the address of the next one on our own host. */
    Page page(Call call) {
        Page page = api.get(call, Page.class);
        String next = page.next();
        if (next != null && nextAddress(call, next).equals(call.address())) {
            throw refusals.unreadable(call, "the pages go round in a circle");
        }
        return page;
    }

    /**
     * Reads a list from its first page on, following the links that Bitbucket gives, to our own host only.
     *
     * @param wanted is given each element and says whether to go on
     */
    <T> void readPages(Call first, Class<T> type, Predicate<T> wanted) {
        readPages(first, type, wanted, (page, pagesRead) -> true);
    }

    /**
     * The same, as long as it is worth while.
     *
     * @param readOn is given each page that is not the last and how many have been read, and says whether to go on
     * @return how many pages were read of the list if it was read to its end, none otherwise
     */
    <T> int readPages(Call first, Class<T> type, Predicate<T> wanted, BiPredicate<Page, Integer> readOn) {
        Set<URI> seen = new HashSet<>();
        Call call = first;
        while (seen.add(call.address())) {
            Page page = read(call, sendOrThrow(call), Page.class);
            if (!all(call, page, type, wanted)) {
                return 0;
            }
            String next = page.next();
            if (next == null) {
                return seen.size();
            }
            if (!readOn.test(page, seen.size())) {
                return 0;
            }
            call = call.at(nextAddress(call, next));
        }
        throw refusals.unreadable(call, "the pages go round in a circle");
    }

    private <T> boolean all(Call call, Page page, Class<T> type, Predicate<T> wanted) {
        if (page.values() != null) {
            for (JsonNode value : page.values()) {
                if (!wanted.test(api.convert(call, value, type))) {
                    return false;
                }
            }
        }
        return true;
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
}
